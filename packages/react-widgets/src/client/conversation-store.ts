import { deliveryRank } from './delivery-order.ts';
import type { Ticks } from './ticks.ts';
import type { Conversation } from './wire-types.ts';

/**
 * Conversations, each in the newest state anybody told, with the changes of this page that are under way on top. `startedAt`
 * is a tick taken before the call.
 */
export interface ConversationStore {
  get(id: string): Conversation | undefined;
  /** Told by an event: the present state, newer than every read under way. */
  told(conversation: Conversation): void;
  /** Read: counts unless an event, or a read that began later, told since. */
  read(conversation: Conversation, startedAt: number): void;
  /** Answer to a change: counts unless an event told since; newer than every read under way. */
  answered(conversation: Conversation, startedAt: number): void;
  /** Whether it was told or read after this tick. */
  isKnownSince(id: string, tick: number): boolean;
  /** Shows `patch` on top until the returned function is called. */
  overlay(id: string, patch: Partial<Conversation>): () => void;
  /** Ids of those of a customer. */
  ofCustomer(customerId: string): readonly string[];
  /** Calls back with the id after each change. */
  onChange(listener: (id: string) => void): void;
}

interface Row {
  readonly stored: Conversation;
  readonly toldAt: number;
  readonly readAt: number;
}

/** @param onAnswer - Hears of each answer that counted, with the tick before its call. */
export function createConversationStore(
  ticks: Ticks,
  onAnswer: (id: string, startedAt: number) => void = () => undefined,
): ConversationStore {
  const rows = new Map<string, Row>();
  const overlays = new Map<string, Set<Partial<Conversation>>>();
  const shown = new Map<string, Conversation>();
  const listeners: ((id: string) => void)[] = [];
  const changed = (id: string): void => {
    shown.delete(id);
    for (const listener of listeners) listener(id);
  };
  const put = (next: Conversation, toldAt: number, readAt: number): void => {
    const stored = laterConversation(rows.get(next.id)?.stored, next);
    rows.set(next.id, { stored, toldAt, readAt });
    changed(next.id);
  };
  const timesOf = (id: string): Pick<Row, 'toldAt' | 'readAt'> => rows.get(id) ?? { toldAt: 0, readAt: 0 };

  return {
    get(id) {
      const view = shown.get(id) ?? rows.get(id)?.stored;
      const patches = overlays.get(id);
      if (view === undefined || patches === undefined || shown.has(id)) return view;
      const covered = Object.assign({}, view, ...patches) as Conversation;
      shown.set(id, covered);
      return covered;
    },
    told(conversation) {
      const tick = ticks.next();
      put(conversation, tick, tick);
    },
    read(conversation, startedAt) {
      const { toldAt, readAt } = timesOf(conversation.id);
      if (Math.max(toldAt, readAt) <= startedAt) put(conversation, toldAt, startedAt);
    },
    answered(conversation, startedAt) {
      const { toldAt } = timesOf(conversation.id);
      if (toldAt > startedAt) return;
      put(conversation, toldAt, ticks.next());
      onAnswer(conversation.id, startedAt);
    },
    isKnownSince(id, tick) {
      const { toldAt, readAt } = timesOf(id);
      return Math.max(toldAt, readAt) > tick;
    },
    overlay(id, patch) {
      const patches = overlays.get(id) ?? new Set();
      overlays.set(id, patches.add(patch));
      changed(id);
      return () => {
        if (!patches.delete(patch)) return;
        if (patches.size === 0 && overlays.get(id) === patches) overlays.delete(id);
        changed(id);
      };
    },
    ofCustomer: (customerId) =>
      [...rows].flatMap(([id, { stored }]) => (stored.customerId === customerId ? id : [])),
    onChange(listener) {
      listeners.push(listener);
    },
  };
}

/** The newer state, with ticks that never go back: a message under way may be put back in the queue unseen. */
function laterConversation(known: Conversation | undefined, next: Conversation): Conversation {
  const before = known?.lastMessage;
  const after = next.lastMessage;
  if (before?.status == null || after?.status == null || before.seq !== after.seq) return next;
  if (deliveryRank(after.status) >= deliveryRank(before.status)) return next;
  return { ...next, lastMessage: { ...after, status: before.status } };
}
