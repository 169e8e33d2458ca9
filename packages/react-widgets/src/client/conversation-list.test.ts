import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlaces, placeOf } from './list-rows.ts';
import { openQuietDesk, type QuietDesk } from './simulation/quiet-desk.ts';
import { loaded, numbersOf } from './simulation/quiet-desk-reads.ts';
import type { ConversationList } from './support-client.ts';
import { fakeConversation, fakeId, textOf } from './testing/fake-desk-seed.ts';
import { FakeRefusal } from './testing/fake-refusal.ts';

const conversations = (count: number) =>
  Array.from({ length: count }, (_, index) => fakeConversation(index + 1));
const id = (number: number) => fakeId('cnv', number);

async function listing(count: number, query = {}): Promise<{ desk: QuietDesk; list: ConversationList }> {
  const desk = await openQuietDesk({ conversations: conversations(count) });
  const list = desk.client.conversations(query);
  list.subscribe(() => undefined);
  await desk.pass(200);
  return { desk, list };
}

describe('a list of conversations', () => {
  it('is the same object for the same query', async () => {
    const { client } = await openQuietDesk();
    expect(client.conversations({ status: ['open', 'pending'] })).toBe(
      client.conversations({ status: ['pending', 'open'] }),
    );
    expect(client.conversations({ status: ['open'] })).not.toBe(client.conversations({}));
  });

  it('lets rows in and out as conversations change', async () => {
    const { desk, list } = await listing(4, { status: ['open'], assignee: 'none' });
    desk.server.desk.change(id(2), { status: 'resolved' });
    desk.server.desk.change(id(3), { assigneeId: fakeId('agt', 2) });
    await desk.pass(50);
    expect(numbersOf(list)).toEqual([1, 4]);
    desk.server.desk.receive(id(2), textOf('Not solved!'));
    desk.server.desk.open(
      fakeConversation(9, { lastMessageAt: new Date(desk.time.now + 1000).toISOString() }),
    );
    await desk.pass(50);
    expect(numbersOf(list)).toEqual([9, 2, 1, 4]);
  });

  it('shows an own change at once and takes it back when it is refused', async () => {
    const { desk, list } = await listing(2, { status: ['open'] });
    desk.fate = ({ method }) =>
      method === 'PATCH' ? new FakeRefusal(409, 'status_move_not_allowed') : undefined;
    const change = desk.client.change(id(1), { status: 'closed' });
    expect(numbersOf(list)).toEqual([2]);
    const refused = expect(change).rejects.toMatchObject({ code: 'status_move_not_allowed' });
    await desk.pass(100);
    await refused;
    expect(numbersOf(list)).toEqual([1, 2]);
  });

  it('is not fooled by the answer to a change that was asked before the connection was lost', async () => {
    const { desk, list } = await listing(2, { status: ['open'] });
    desk.answerMs = 4_000;
    const change = desk.client.change(id(1), { status: 'pending' });
    await desk.pass(7);
    // It arrived, its answer is under way, its event is lost. Then a colleague changes it, and the log begins anew.
    desk.answerMs = 5;
    desk.server.cut();
    desk.server.desk.change(
      id(1),
      { status: 'open', assigneeId: fakeId('agt', 2) },
      desk.server.desk.agents[1],
    );
    desk.server.desk.changeEpoch();
    await desk.pass(10_000);
    await change;
    expect(loaded(list).items.map(({ number, assigneeId }) => [number, assigneeId])).toEqual([
      [1, fakeId('agt', 2)],
      [2, null],
    ]);
  });

  it('loads page after page and keeps what changes meanwhile in its place', async () => {
    const { desk, list } = await listing(130);
    expect([numbersOf(list).length, loaded(list).hasMore]).toEqual([50, true]);
    // Still below the end of what is loaded: not shown before its page is.
    desk.server.desk.change(id(120), { subject: 'Parcel' });
    list.loadMore();
    list.loadMore();
    expect(loaded(list).isLoadingMore).toBe(true);
    desk.server.desk.receive(id(70), textOf('Anybody there?'));
    await desk.pass(100);
    expect(numbersOf(list).slice(0, 3)).toEqual([70, 1, 2]);
    expect(new Set(numbersOf(list)).size).toBe(numbersOf(list).length);
    list.loadMore();
    await desk.pass(100);
    list.loadMore();
    await desk.pass(100);
    expect([numbersOf(list).length, loaded(list).hasMore]).toEqual([130, false]);
    desk.calls();
    list.loadMore();
    await desk.pass(100);
    expect(desk.calls()).toEqual([]);
  });

  it('keeps rows where they are while somebody points at them, and counts what waits', async () => {
    const { desk, list } = await listing(5, { status: ['open'] });
    list.setFrozen(true);
    desk.server.desk.receive(id(4), textOf('me first'));
    desk.server.desk.receive(id(4), textOf('again'));
    desk.server.desk.change(id(2), { status: 'resolved' });
    desk.server.desk.open(
      fakeConversation(9, { lastMessageAt: new Date(desk.time.now + 1000).toISOString() }),
    );
    await desk.pass(100);
    expect(numbersOf(list)).toEqual([1, 2, 3, 4, 5]);
    expect(loaded(list).newCount).toBe(2);
    expect(
      loaded(list)
        .items.map(({ status, preview }) => [status, preview])
        .slice(1, 4),
    ).toEqual([
      ['resolved', null],
      ['open', null],
      ['open', 'again'],
    ]);
    list.applyNew();
    expect([numbersOf(list), loaded(list).newCount]).toEqual([[9, 4, 1, 3, 5], 0]);
    desk.server.desk.receive(id(5), textOf('and me'));
    await desk.pass(100);
    expect([numbersOf(list), loaded(list).newCount]).toEqual([[9, 4, 1, 3, 5], 1]);
    list.setFrozen(false);
    expect([numbersOf(list)[1], loaded(list).newCount]).toEqual([5, 0]);
  });

  it('shows an error with a way to try again, and what it had when only a later reading fails', async () => {
    const desk = await openQuietDesk({ conversations: conversations(1) });
    desk.fate = ({ path }) => (path === '/v1/conversations' ? new FakeRefusal(403, 'forbidden') : undefined);
    const list = desk.client.conversations({});
    list.subscribe(() => undefined);
    expect(list.get()).toEqual({ status: 'loading' });
    await desk.pass(100);
    const state = list.get();
    expect(state).toMatchObject({ status: 'error', error: { code: 'forbidden', fix: 'Fix it.' } });
    desk.fate = undefined;
    if (state.status === 'error') state.retry();
    await desk.pass(100);
    expect(numbersOf(list)).toEqual([1]);
    desk.fate = () => new FakeRefusal(500, 'internal_error');
    desk.server.cut();
    desk.server.desk.changeEpoch();
    await desk.pass(1_000);
    expect(numbersOf(list)).toEqual([1]);
  });

  it('keeps what changed while a page that shows it as it was is on its way', async () => {
    const { desk, list } = await listing(130, { status: ['open'] });
    desk.server.desk.change(id(60), { status: 'resolved' });
    await desk.pass(50);
    desk.answerMs = 100;
    list.loadMore();
    await desk.pass(20);
    // The page was read without it; that it is open again is known before the page comes.
    desk.server.desk.change(id(60), { status: 'open' });
    await desk.pass(200);
    expect(numbersOf(list)).toContain(60);
  });

  it('tells listeners once for a burst of frames', async () => {
    const { desk, list } = await listing(3);
    let told = 0;
    list.subscribe(() => {
      told += 1;
    });
    for (let count = 0; count < 200; count += 1) desk.server.desk.receive(id(2), textOf(`${count}`));
    await desk.pass(100);
    expect(told).toBe(1);
    expect(loaded(list).items[0]?.preview).toBe('199');
  });

  it('is what the server has, whatever happens between its pages', async () => {
    const step = fc.record({
      kind: fc.constantFrom('receive', 'resolve', 'reopen', 'more', 'cut', 'epoch', 'pass'),
      number: fc.integer({ min: 1, max: 140 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { desk, list } = await listing(140, { status: ['open'] });
        for (const { kind, number } of steps) {
          if (kind === 'receive') desk.server.desk.receive(id(number), textOf('x'));
          if (kind === 'resolve') desk.server.desk.change(id(number), { status: 'resolved' });
          if (kind === 'reopen') desk.server.desk.change(id(number), { status: 'open' });
          if (kind === 'more') list.loadMore();
          if (kind === 'cut') desk.server.cut();
          if (kind === 'epoch') desk.server.desk.changeEpoch();
          await desk.pass(kind === 'pass' ? 40 : number % 12);
        }
        await desk.pass(5_000);
        const all = [...desk.server.desk.conversations.values()]
          .filter(({ status }) => status === 'open')
          .sort((left, right) => comparePlaces(placeOf(left), placeOf(right)));
        const { items, hasMore } = loaded(list);
        expect(items).toEqual(all.slice(0, items.length));
        expect(hasMore).toBe(items.length < all.length);
        desk.client.stop();
      }),
      { numRuns: 60 },
    );
  });
});
