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
  /** The tick at which it was told, read or answered last; 0 = never. */
  knownAt(id: string): number;
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
  /** When it was told, read or answered last: never before `toldAt`. */
  readonly readAt: number;
}

/** @param onAnswer - Hears of each answer that counted, with the tick before its call. */
export function createConversationStore(
  ticks: Ticks,
  onAnswer: (id: string, startedAt: number) => void,
): ConversationStore {
  const rows = new Map<string, Row>();
  const overlays = new Map<string, Set<Partial<Conversation>>>();
  const shown = new Map<string, Conversation>();
  const listeners: ((id: string) => void)[] = [];
  const changed = (id: string): void => {
    shown.delete(id);
    for (const listener of listeners) listener(id);
  };
  const timesOf = (id: string): Pick<Row, 'toldAt' | 'readAt'> => rows.get(id) ?? { toldAt: 0, readAt: 0 };
  const put = (next: Conversation, readAt: number, toldAt = timesOf(next.id).toldAt): void => {
    const stored = laterConversation(rows.get(next.id)?.stored, next);
    rows.set(next.id, { stored, toldAt, readAt });
    changed(next.id);
  };

  return {
    get(id) {
      const stored = rows.get(id)?.stored;
      const patches = overlays.get(id);
      if (stored === undefined || patches === undefined) return stored;
      const covered = shown.get(id) ?? (Object.assign({}, stored, ...patches) as Conversation);
      shown.set(id, covered);
      return covered;
    },
    told(conversation) {
      const tick = ticks.next();
      put(conversation, tick, tick);
    },
    read(conversation, startedAt) {
      if (timesOf(conversation.id).readAt <= startedAt) put(conversation, startedAt);
    },
    answered(conversation, startedAt) {
      if (timesOf(conversation.id).toldAt > startedAt) return;
      put(conversation, ticks.next());
      onAnswer(conversation.id, startedAt);
    },
    knownAt: (id) => timesOf(id).readAt,
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
