import { deliveryRank } from './delivery-order.ts';
import { createEntityTable, type EntityTable } from './entity-table.ts';
import type { Ticks } from './ticks.ts';
import type { Conversation } from './wire-types.ts';

/** Conversations as they are shown: the server's state with the changes of this page that are under way on top. */
export interface ConversationStore extends Omit<EntityTable<Conversation>, 'values'> {
  /** Shows `patch` on top until the returned function is called. */
  overlay(id: string, patch: Partial<Conversation>): () => void;
  /** Ids of those of a customer. */
  ofCustomer(customerId: string): readonly string[];
  /** Calls back with the id after each change. */
  onChange(listener: (id: string) => void): () => void;
}

/** See {@link ConversationStore}. */
export function createConversationStore(ticks: Ticks): ConversationStore {
  const listeners = new Set<(id: string) => void>();
  const overlays = new Map<string, Set<Partial<Conversation>>>();
  const shown = new Map<string, Conversation>();
  const changed = (id: string): void => {
    shown.delete(id);
    for (const listener of [...listeners]) listener(id);
  };
  const table = createEntityTable<Conversation>(ticks, laterConversation, changed);

  return {
    ...table,
    get(id) {
      const patches = overlays.get(id);
      const stored = table.get(id);
      if (patches === undefined || stored === undefined) return stored;
      let view = shown.get(id);
      if (view === undefined) {
        view = Object.assign({}, stored, ...patches) as Conversation;
        shown.set(id, view);
      }
      return view;
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
    ofCustomer(customerId) {
      const ids: string[] = [];
      for (const conversation of table.values())
        if (conversation.customerId === customerId) ids.push(conversation.id);
      return ids;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
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
