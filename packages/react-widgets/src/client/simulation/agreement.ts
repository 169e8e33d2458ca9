import { expect } from 'vitest';
import { comparePlaces, placeOf } from '../list-rows.ts';
import { matchesQuery } from '../matches-query.ts';
import type { ConversationQuery } from '../support-client.ts';
import { countQueue } from '../testing/fake-routes.ts';
import { clientIdOf } from '../thread-items.ts';
import type { SimulatedWorld, WorldTab } from './simulated-world.ts';

/** Once everything calmed down: what pages show is what the server has, and the server has what was written, once. */
export function expectAgreement(world: SimulatedWorld): void {
  expectWrittenOnce(world);
  expect([...world.browser.stored.keys()], 'what is left in storage').toEqual([]);
  for (const { topics } of world.server.sessions)
    expect([...topics].filter((topic) => topic.startsWith('conversation:'))).toHaveLength(4);
  for (const tab of world.tabs) {
    const { client } = tab.tab;
    expect(client.connection.get().status).toBe('online');
    expect(client.outbox.get(), 'the outbox').toEqual([]);
    expect(client.counts.get(), 'the counts').toEqual({ status: 'ready', ...countQueue(world.server.desk) });
    expectLists(world, tab);
    for (const id of tab.threads.keys()) expectThread(world, tab, id);
    expect(tab.tab.events, 'events in order, each once').toEqual([...new Set(tab.tab.events)].sort());
  }
}

function expectLists({ server }: SimulatedWorld, { lists }: WorldTab): void {
  const queries: readonly ConversationQuery[] = [{ status: ['open'] }, { unread: true }];
  for (const [index, query] of queries.entries()) {
    const state = lists[index]?.get();
    const all = [...server.desk.conversations.values()]
      .filter((conversation) => matchesQuery(conversation, query, undefined))
      .sort((left, right) => comparePlaces(placeOf(left), placeOf(right)));
    expect(state, `list ${index}`).toEqual({
      status: 'ready',
      items: all,
      hasMore: false,
      isLoadingMore: false,
      newCount: 0,
    });
  }
}

function expectThread({ server }: SimulatedWorld, { tab, threads }: WorldTab, id: string): void {
  const state = threads.get(id)?.get();
  if (state?.status !== 'ready') throw new Error(`The thread is ${state?.status}`);
  const shown = state.items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
  const from = shown[0]?.seq ?? 1;
  const stored = server.desk.messagesOf(id).filter(({ seq }) => seq >= from);
  expect(shown, 'messages').toEqual(stored);
  expect(state.hasOlder).toBe(from > 1);
  expect(state.hasNewer).toBe(false);
  const notes = state.items.flatMap((item) => (item.kind === 'note' ? [item.note.id] : []));
  const storedNotes = server.desk.notesOf(id).filter(({ afterSeq }) => from <= 1 || afterSeq >= from - 1);
  expect(notes, 'notes').toEqual(storedNotes.map((note) => note.id));
  const conversation = tab.client.conversation(id).get();
  expect(conversation).toEqual({ status: 'ready', conversation: server.desk.conversation(id) });
}

function expectWrittenOnce({ server, written, takenBack, failedOnce }: SimulatedWorld): void {
  const stored = new Map<string, number>();
  let order = 0;
  for (const conversation of server.desk.conversations.values()) {
    const entries = [
      ...server.desk
        .messagesOf(conversation.id)
        .map((message) => ({ id: clientIdOf(message), at: message.createdAt })),
    ];
    for (const { id } of entries) {
      order += 1;
      if (id === undefined) continue;
      if (stored.has(id)) throw new Error(`${id} is on the server twice`);
      stored.set(id, order);
    }
  }
  const texts = [...server.desk.notes.values()].flat().map(({ text }) => text);
  expect(new Set(texts).size, 'notes stored once').toBe(texts.length);
  for (const [index, { id, tab, conversationId }] of written.entries()) {
    if (takenBack.has(id)) continue;
    if (texts.includes(`note ${index}`)) continue;
    expect(stored.has(id), `message ${index} (${id}) is on the server`).toBe(true);
    if (failedOnce.has(id)) continue;
    const later = written.find(
      (other, otherIndex) =>
        otherIndex > index &&
        other.tab === tab &&
        other.conversationId === conversationId &&
        !failedOnce.has(other.id) &&
        (stored.get(other.id) ?? Infinity) < (stored.get(id) ?? 0),
    );
    expect(later?.id, `what was written after ${id} and stored before it`).toBeUndefined();
  }
}
