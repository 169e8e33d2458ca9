import { deliveryRank } from '../delivery-order.ts';
import { comparePlaces, placeOf } from '../list-rows.ts';
import type { ConversationList, SupportClient, Thread, ThreadItem } from '../support-client.ts';
import { clientIdOf } from '../thread-items.ts';

/** Looks at every snapshot of one tab and fails at the first that could not be explained to a person. */
export interface SnapshotWatch {
  look(): void;
  /** This tab wrote it and nobody took it back: from now on it must be there exactly once. */
  expect(conversationId: string, clientMessageId: string): void;
  unexpect(clientMessageId: string): void;
}

/**
 * @param threads - Those that are open, by conversation.
 * @param frozen - Lists whose rows keep their place.
 */
export function createSnapshotWatch(
  client: SupportClient,
  threads: ReadonlyMap<string, Thread>,
  lists: readonly ConversationList[],
  frozen: ReadonlySet<ConversationList>,
): SnapshotWatch {
  const ranks = new Map<string, number>();
  const expected = new Map<string, string>();
  const seenStates = new WeakSet<object>();

  const lookAtThread = (conversationId: string, thread: Thread): void => {
    const state = thread.get();
    if (state.status !== 'ready') return;
    const mine = [...expected].filter(([, id]) => id === conversationId);
    if (!seenStates.has(state)) {
      seenStates.add(state);
      checkOrder(state.items);
      for (const item of state.items) checkForward(item);
    }
    if (state.hasNewer) return;
    for (const [clientMessageId] of mine) {
      const shown = state.items.filter((item) => item.kind !== 'event' && isOf(item, clientMessageId));
      if (shown.length !== 1)
        throw new Error(
          `${clientMessageId} is shown ${shown.length} times in ${JSON.stringify(keysOf(state.items))}`,
        );
    }
  };
  const checkForward = (item: ThreadItem): void => {
    if (item.kind !== 'message' || item.message.direction !== 'outbound') return;
    const { id, status } = item.message;
    const rank = deliveryRank(status);
    if (rank < (ranks.get(id) ?? 0)) throw new Error(`${id} went back to ${status}`);
    ranks.set(id, rank);
  };
  const lookAtList = (list: ConversationList): void => {
    const state = list.get();
    // Frozen rows keep their place whatever happens to them.
    if (state.status !== 'ready' || frozen.has(list) || seenStates.has(state)) return;
    seenStates.add(state);
    const places = state.items.map(placeOf);
    for (const [index, place] of places.entries()) {
      const before = places[index - 1];
      if (before !== undefined && comparePlaces(before, place) >= 0)
        throw new Error(`Row ${index} (${place.id}) stands below one it belongs above`);
    }
  };
  return {
    look() {
      for (const [id, thread] of threads) lookAtThread(id, thread);
      for (const list of lists) lookAtList(list);
      for (const item of client.outbox.get())
        if (!['queued', 'sending', 'failed'].includes(item.status))
          throw new Error(`Left in the outbox: ${item.status}`);
    },
    expect: (conversationId, clientMessageId) => void expected.set(clientMessageId, conversationId),
    unexpect: (clientMessageId) => void expected.delete(clientMessageId),
  };
}

function isOf(item: ThreadItem, clientMessageId: string): boolean {
  if (item.kind === 'unsent') return item.item.clientMessageId === clientMessageId;
  if (item.kind === 'message') return clientIdOf(item.message) === clientMessageId;
  return item.key === clientMessageId;
}

function keysOf(items: readonly ThreadItem[]): readonly string[] {
  return items.map(({ kind, key }) => `${kind} ${key}`);
}

/** Messages by seq, what is unsent last, no key twice. */
function checkOrder(items: readonly ThreadItem[]): void {
  let seq = 0;
  let hasUnsent = false;
  for (const item of items) {
    if (item.kind === 'unsent') hasUnsent = true;
    else if (hasUnsent)
      throw new Error(`Something stands below what is unsent: ${JSON.stringify(keysOf(items))}`);
    if (item.kind !== 'message') continue;
    if (item.message.seq <= seq) throw new Error(`Message ${item.message.seq} stands below ${seq}`);
    seq = item.message.seq;
  }
  if (new Set(items.map(({ key }) => key)).size !== items.length)
    throw new Error(`A key is there twice: ${JSON.stringify(keysOf(items))}`);
}
