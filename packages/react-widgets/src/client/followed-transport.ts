import { failureOf } from './client-failure.ts';
import type { Http } from './http.ts';
import { networkFailure } from './http-errors.ts';
import { loaded } from './loaded.ts';
import { type Greeting, type OpenTransport, readFrame } from './transport.ts';
import type { ServerFrame } from './wire-types.ts';

/** Tells what comes until that ends or fails, or until `signal` says that nobody listens any more. */
export type Follow = (
  greeting: () => Greeting,
  /** Takes a frame, or its text as it came. */
  tell: (frame: ServerFrame | string) => void,
  signal: AbortSignal,
) => Promise<void>;

/**
 * News over plain calls, for networks without WebSockets; frames upwards are calls of their own.
 *
 * @param load - Loads the code that follows: few pages need it.
 */
export function followedTransport(http: Http, load: () => Promise<Follow>): OpenTransport {
  return (greeting, events) => {
    const over = new AbortController();
    let connectionId = '';
    const run = async (): Promise<void> => {
      const follow = await loaded(load());
      if (over.signal.aborted) return;
      const tell = (told: ServerFrame | string): void => {
        const frame = typeof told === 'string' ? readFrame(told) : told;
        if (frame?.t === 'welcome') connectionId = frame.connectionId;
        if (frame !== undefined) events.onFrame(frame);
      };
      await follow(greeting, tell, over.signal);
      throw networkFailure();
    };
    run().catch((error: unknown) => {
      const failure = failureOf(error);
      const isUnsupported = failure.code !== 'network_error' && failure.code !== 'unauthorized';
      events.onEnd({ failure, isUnsupported });
    });
    return {
      send(frame) {
        if (connectionId === '') return;
        const body = { connectionId, frame };
        http.open({ method: 'POST', path: '/v1/realtime/frames', body }).catch(() => undefined);
      },
      close: () => over.abort(),
    };
  };
}
