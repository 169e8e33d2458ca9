import type { ChatClock } from './chat-clock.ts';
import type { ChatStore } from './chat-store.ts';
import type { ChatClientFrame, ChatMessage } from './chat-types.ts';
import { markRead } from './reduce-frame.ts';

const typingEveryMs = 3_000;
const gatherMs = 200;

/** Tells the server what arrived, what was read, and that the customer types. */
export interface Receipts {
  /** A message arrived here; told in bundles. */
  received(message: ChatMessage): void;
  seen(conversationId: string): void;
  /** At most one frame per 3 s while the customer types. */
  typing(conversationId: string, isTyping: boolean): void;
  /** A connection began: what could not be told is told now. */
  catchUp(): void;
  reset(): void;
}

/** What receipts need of the client. */
export interface ReceiptsOptions {
  readonly store: ChatStore;
  readonly clock: ChatClock;
  readonly send: (frame: ChatClientFrame) => boolean;
}

/** Receipts only move forward; losing one is repaired by the next, or by the next connection. */
export function createReceipts({ store, clock, send }: ReceiptsOptions): Receipts {
  const read = new Map<string, number>();
  const arrived = new Map<string, number>();
  const told = new Map<string, number>();
  let typingTold: { readonly conversationId: string; readonly at: number } | null = null;
  let cancelGather: (() => void) | null = null;

  const frame = (t: 'ack' | 'read', conversationId: string, upToSeq: number): ChatClientFrame =>
    ({ v: 1, t, conversationId, data: { upToSeq } }) as ChatClientFrame;

  const tellArrivals = (): void => {
    cancelGather = null;
    for (const [id, seq] of arrived) {
      if (seq > (told.get(id) ?? 0) && send(frame('ack', id, seq))) told.set(id, seq);
    }
  };

  return {
    received: ({ conversationId, from, seq }) => {
      if (from === 'customer') return;
      // What came ahead of a gap has not arrived for the thread yet.
      const thread = store.get().threads[conversationId];
      const here = thread?.status === 'ready' ? Math.min(seq, thread.toSeq) : seq;
      if (here <= (arrived.get(conversationId) ?? 0)) return;
      arrived.set(conversationId, here);
      cancelGather ??= clock.after(gatherMs, tellArrivals);
    },
    seen: (conversationId) => {
      const state = store.get();
      const conversation = state.conversations.find(({ id }) => id === conversationId);
      const seq = state.threads[conversationId]?.toSeq ?? 0;
      if (conversation === undefined || seq <= conversation.customerReadSeq) return;
      read.set(conversationId, seq);
      store.change((before) => markRead(before, conversationId, seq));
      send(frame('read', conversationId, seq));
    },
    typing: (conversationId, isTyping) => {
      const now = clock.now();
      const isSame = typingTold?.conversationId === conversationId;
      if (isTyping && isSame && now - (typingTold?.at ?? 0) < typingEveryMs) return;
      if (!isTyping && !isSame) return;
      const isSent = send({ v: 1, t: 'typing', conversationId, data: { isTyping } } as ChatClientFrame);
      typingTold = isTyping && isSent ? { conversationId, at: now } : null;
    },
    catchUp: () => {
      for (const [id, seq] of read) {
        const conversation = store.get().conversations.find((one) => one.id === id);
        if (conversation === undefined || conversation.customerReadSeq >= seq) continue;
        store.change((state) => markRead(state, id, seq));
        send(frame('read', id, seq));
      }
      tellArrivals();
    },
    reset: () => {
      cancelGather?.();
      cancelGather = null;
      typingTold = null;
      for (const map of [read, arrived, told]) map.clear();
    },
  };
}
