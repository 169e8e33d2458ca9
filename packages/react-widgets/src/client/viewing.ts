import type { Topics } from './topics.ts';
import type { ClientFrame, ServerFrame } from './wire-types.ts';

/** Tells the server which conversation this page has open. */
export interface Viewing {
  set(conversationId: string | null, isIdle?: boolean): void;
  /** A connection opened: it has not heard yet. */
  repeat(): void;
  /** The server only takes it for what is listened to. */
  subscribed(frame: Extract<ServerFrame, { t: 'subscribed' }>): void;
}

/** See {@link Viewing}. */
export function createViewing(topics: Topics, send: (frame: ClientFrame) => unknown): Viewing {
  let now:
    | { readonly t: 'viewing'; readonly conversationId: string | null; readonly isIdle: boolean }
    | undefined;
  let stop: (() => void) | undefined;
  const repeat = (): void => {
    if (now !== undefined) send(now as ClientFrame);
  };
  return {
    set(conversationId, isIdle = false) {
      if (now?.conversationId !== conversationId) {
        const before = stop;
        stop = conversationId === null ? undefined : topics.listen(conversationId);
        before?.();
      }
      now = { t: 'viewing', conversationId, isIdle };
      repeat();
    },
    repeat,
    subscribed(frame) {
      if (frame.topics.includes(`conversation:${now?.conversationId}` as never)) repeat();
    },
  };
}
