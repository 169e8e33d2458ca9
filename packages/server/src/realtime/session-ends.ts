import { realtimeCloseCodes } from '@parley/api-contract';
import type { SocketEnd, SocketFault } from './live-socket.ts';
import { errorText, frameText, type RealtimeErrorCode, type ServerFrame } from './server-frames.ts';

type ClosingReason = Extract<ServerFrame, { readonly t: 'closing' }>['reason'];

/** An end that says what went wrong. */
export function errorEnd(code: RealtimeErrorCode, closeCode: number): SocketEnd {
  return { code: closeCode, farewell: errorText(code) };
}

/** An end that says when to come back, somewhere within `withinMs`, so that not everybody comes at once. */
export function closingEnd(reason: ClosingReason, closeCode: number, withinMs: number): SocketEnd {
  const reconnectAfterMs = Math.round(Math.random() * withinMs);
  return { code: closeCode, farewell: frameText({ t: 'closing', reason, reconnectAfterMs }) };
}

/** What a connection that misbehaves is ended with. */
export function faultEnd(fault: SocketFault): SocketEnd {
  switch (fault) {
    case 'bad_frame':
      return errorEnd('bad_frame', realtimeCloseCodes.badFrame);
    case 'too_many_frames':
      return errorEnd('too_many_frames', realtimeCloseCodes.tooManyFrames);
    case 'slow':
      return closingEnd('slow_consumer', realtimeCloseCodes.slowConsumer, 2_000);
    case 'silent':
      return closingEnd('idle', realtimeCloseCodes.idle, 1_000);
    default:
      return fault satisfies never;
  }
}
