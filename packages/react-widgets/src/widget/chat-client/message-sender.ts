import type { ChatClock } from './chat-clock.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatClientFrame, ChatErrorCode } from './chat-types.ts';
import { failed, nextToSend, sending, unsent } from './outbox.ts';

const ackTimeoutMs = 15_000;
const rateLimitPauseMs = 10_000;
const leastPauseMs = 250;
const mostSuspicions = 4;

/** What sending again cannot mend. Errors of the session are mended by the next connection. */
const finalCodes: ReadonlySet<ChatErrorCode> = new Set([
  'bad_frame',
  'content_refused',
  'conversation_not_found',
]);

/** What sending needs of the client. */
export interface MessageSenderOptions {
  readonly store: ChatStore;
  readonly clock: ChatClock;
  readonly owner: () => string;
  /** BCP 47. */
  readonly language: () => string | undefined;
  readonly send: (frame: ChatClientFrame) => boolean;
  /** No answer came in time: the connection is not to be trusted. */
  readonly onSilence: () => void;
}

/** Empties the outbox, one message at a time. */
export interface MessageSender {
  /** Sends the next message if nothing stands against it. */
  pump(): void;
  /** The replay is over: what was stored already has left the outbox, the rest may go. */
  start(): void;
  /** The connection is gone. */
  stop(): void;
  /** The server answered with an error; without an id only one that is about sending as such counts. */
  refused(code: ChatErrorCode, clientMessageId: string | undefined, retryAfterMs: number | undefined): void;
  /** A connection ended over what was on its way; a message that does so again and again is given up. */
  suspect(): void;
}

/** Sends what waits, in order, each under its own id until the server has it. */
export function createMessageSender(options: MessageSenderOptions): MessageSender {
  const { store, clock } = options;
  let isReady = false;
  let inFlight: string | null = null;
  let busyPauses = 0;
  const suspects = new Map<string, number>();
  let cancelTimeout = (): void => {};
  let cancelPause = (): void => {};

  const settle = (): void => {
    inFlight = null;
    cancelTimeout();
  };

  const pump = (): void => {
    const { outbox, pausedUntil } = store.get();
    if (inFlight !== null && !outbox.some((item) => item.clientMessageId === inFlight)) {
      settle();
      busyPauses = 0;
    }
    if (!isReady || inFlight !== null || pausedUntil !== null) return;
    const item = nextToSend(outbox, options.owner());
    if (item === undefined) return;
    const { clientMessageId, conversationId, content, page } = item;
    const language = options.language();
    inFlight = clientMessageId;
    store.change((state) => ({ ...state, outbox: sending(state.outbox, clientMessageId) }));
    const isSent = options.send({
      v: 1,
      t: 'message',
      id: clientMessageId,
      ...(conversationId === undefined ? {} : { conversationId }),
      data: {
        clientMessageId,
        content,
        ...(page === undefined ? {} : { page }),
        ...(language === undefined ? {} : { language }),
      },
    } as ChatClientFrame);
    if (isSent) cancelTimeout = clock.after(ackTimeoutMs, options.onSilence);
    else putBack();
  };

  const putBack = (): void => {
    settle();
    store.change((state) => ({ ...state, outbox: unsent(state.outbox) }));
  };

  const pause = (delayMs: number): void => {
    cancelPause();
    store.change((state) => ({ ...state, pausedUntil: clock.now() + delayMs }));
    cancelPause = clock.after(delayMs, () => {
      store.change((state) => ({ ...state, pausedUntil: null }));
      pump();
    });
  };

  const giveUp = (clientMessageId: string, code: string): void => {
    if (clientMessageId === inFlight) settle();
    store.change((state) => ({ ...state, outbox: failed(state.outbox, clientMessageId, { code }) }));
    pump();
  };

  return {
    pump,
    start: () => {
      isReady = true;
      pump();
    },
    stop: () => {
      isReady = false;
      putBack();
    },
    refused: (code, clientMessageId, retryAfterMs) => {
      if (code === 'rate_limited' || code === 'temporarily_unavailable') {
        putBack();
        busyPauses += 1;
        const ownPauseMs =
          code === 'rate_limited' ? rateLimitPauseMs : Math.min(30_000, 1_000 * 2 ** (busyPauses - 1));
        pause(Math.max(retryAfterMs ?? ownPauseMs, leastPauseMs));
      } else if (clientMessageId !== undefined && finalCodes.has(code)) giveUp(clientMessageId, code);
    },
    suspect: () => {
      if (inFlight === null) return;
      const id = inFlight;
      const times = (suspects.get(id) ?? 0) + 1;
      suspects.set(id, times);
      if (times < mostSuspicions) return;
      suspects.delete(id);
      giveUp(id, 'no_answer');
    },
  };
}
