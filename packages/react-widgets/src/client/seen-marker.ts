import type { ClientContext } from './client-context.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { Timer } from './environment.ts';
import { createLoader } from './loader.ts';
import type { ThreadWindow } from './thread-window.ts';

const collectMs = 250;

/** Tells the server how far staff have read. */
export interface SeenMarker {
  /** Everything up to `seq` was seen. Told once per value, only forward, and shown at once. */
  mark(seq: number): void;
}

/** See {@link SeenMarker}. Scrolling tells many values: the last of a moment goes out. */
export function createSeenMarker(
  ctx: ClientContext,
  id: string,
  store: ConversationStore,
  window: () => ThreadWindow | undefined,
): SeenMarker {
  let wanted = 0;
  let timer: Timer | undefined;
  let uncover: (() => void) | undefined;

  const unreadAfter = (seq: number): number => {
    const { lastSeq = 0, unreadCount = 0 } = store.get(id) ?? {};
    const { messages = [], followsTail = false } = window() ?? {};
    if (seq >= lastSeq) return 0;
    const unread = messages.filter((message) => message.direction === 'inbound' && message.seq > seq);
    return followsTail ? Math.min(unreadCount, unread.length) : unreadCount;
  };
  const cover = (): void => {
    const before = uncover;
    uncover = store.overlay(id, { lastReadSeq: wanted, unreadCount: unreadAfter(wanted) });
    before?.();
  };
  const done = (): void => {
    uncover?.();
    uncover = undefined;
  };
  const teller = createLoader(
    ctx,
    async () => {
      const startedAt = ctx.ticks.next();
      const lastReadSeq = wanted;
      store.answered(await ctx.api.change(id, { lastReadSeq }), startedAt);
      if (lastReadSeq === wanted) done();
    },
    () => {
      // Refused for good: nobody will hear of it.
      if (teller.error()?.isRetryable === false) done();
    },
  );
  return {
    mark(seq) {
      if (seq <= Math.max(wanted, store.get(id)?.lastReadSeq ?? 0)) return;
      wanted = seq;
      cover();
      ctx.env.clearTimer(timer);
      timer = ctx.env.setTimer(teller.load, collectMs);
    },
  };
}
