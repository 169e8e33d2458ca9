import { describe, expect, it } from 'vitest';
import { openQuietDesk } from './simulation/quiet-desk.ts';
import { loaded, wordsOf } from './simulation/quiet-desk-reads.ts';
import { ada, long, reading } from './simulation/read-thread.ts';
import { fakeId, textOf } from './testing/fake-desk-seed.ts';

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `m${from + index}`);

describe('a thread', () => {
  it('shows the newest page and loads older ones up to the first message', async () => {
    const { desk, thread } = await reading(long(120));
    expect([wordsOf(thread), loaded(thread).hasOlder]).toEqual([range(71, 120), true]);
    thread.loadOlder();
    expect(loaded(thread).isLoadingOlder).toBe(true);
    await desk.pass(50);
    thread.loadOlder();
    await desk.pass(50);
    expect([wordsOf(thread), loaded(thread).hasOlder]).toEqual([range(1, 120), false]);
  });

  it('jumps to a message, goes on to both sides, and follows what comes once it reached the end', async () => {
    const { desk, thread } = await reading(long(300));
    const jump = thread.jumpTo(fakeId('msg', 100));
    await desk.pass(50);
    await jump;
    expect(wordsOf(thread)).toContain('m100');
    expect([loaded(thread).hasOlder, loaded(thread).hasNewer]).toEqual([true, true]);
    desk.server.desk.receive(ada, textOf('new'));
    await desk.pass(500);
    expect(wordsOf(thread)).not.toContain('new');
    thread.loadOlder();
    await desk.pass(50);
    for (let page = 0; page < 6; page += 1) {
      thread.loadNewer();
      await desk.pass(50);
    }
    expect(wordsOf(thread)).toEqual([...range(25, 300), 'new']);
    expect(loaded(thread).hasNewer).toBe(false);
    desk.server.desk.receive(ada, textOf('newer'));
    await desk.pass(50);
    expect(wordsOf(thread).at(-1)).toBe('newer');
    const back = thread.jumpTo(fakeId('msg', 3));
    await desk.pass(50);
    await back;
    const latest = thread.jumpToLatest();
    await desk.pass(50);
    await latest;
    expect(wordsOf(thread).at(-1)).toBe('newer');
  });

  it('says so when there is no such message', async () => {
    const { desk, thread } = await reading(long(3));
    const refused = expect(thread.jumpTo(fakeId('msg', 999))).rejects.toMatchObject({
      code: 'message_not_found',
    });
    await desk.pass(50);
    await refused;
    expect(wordsOf(thread)).toEqual(range(1, 3));
  });

  it('puts notes after the message they were written after, and events where they happened', async () => {
    const { desk, thread } = await reading(long(2));
    const server = desk.server.desk;
    server.addNote(ada, 'call them');
    await desk.pass(1_000);
    server.change(ada, { status: 'pending' });
    await desk.pass(1_000);
    server.receive(ada, textOf('m3'));
    await desk.pass(1_000);
    server.change(ada, { assigneeId: fakeId('agt', 2) });
    await desk.pass(100);
    const words = [
      'm1',
      'm2',
      'note call them',
      'conversation.status_changed',
      'm3',
      'conversation.assigned',
    ];
    expect(wordsOf(thread)).toEqual(words);
    const other = desk.openTab().client.thread(ada);
    other.subscribe(() => undefined);
    await desk.pass(500);
    expect(wordsOf(other)).toEqual(words);
  });

  it('fills a hole when a message went missing on its way', async () => {
    const { desk, thread } = await reading(long(2));
    const [session] = desk.server.sessions;
    session?.receive({ t: 'unsubscribe', id: 'r', topics: [`conversation:${ada}`] as never });
    desk.server.desk.receive(ada, textOf('m3'));
    session?.receive({ t: 'subscribe', id: 'r', topics: [`conversation:${ada}`] as never });
    desk.server.desk.receive(ada, textOf('m4'));
    await desk.pass(1_000);
    expect(wordsOf(thread)).toEqual(range(1, 4));
  });

  it('marks where the unread began when it was opened, and keeps the mark while they are read', async () => {
    const { desk, thread } = await reading(long(10, 7));
    const key = (): string | undefined => loaded(thread).firstUnreadKey;
    expect(key()).toBe(fakeId('msg', 8));
    thread.markSeen(10);
    desk.server.desk.receive(ada, textOf('m11'));
    await desk.pass(1_000);
    expect(key()).toBe(fakeId('msg', 8));
    const { thread: nothingNew } = await reading(long(10));
    expect(loaded(nothingNew).firstUnreadKey).toBeUndefined();
  });

  it('tells what was seen once per moment, only forward, and shows it at once', async () => {
    const { desk, thread } = await reading(long(10, 0));
    const one = desk.client.conversation(ada);
    const unread = (): number => loaded(one).conversation.unreadCount;
    desk.calls();
    for (const seq of [2, 5, 3, 8, 8]) thread.markSeen(seq);
    expect(unread()).toBe(2);
    await desk.pass(1_000);
    thread.markSeen(4);
    thread.markSeen(8);
    await desk.pass(1_000);
    expect(desk.calls()).toEqual([`PATCH /v1/conversations/${ada}`]);
    expect([unread(), desk.server.desk.conversation(ada).lastReadSeq]).toEqual([2, 8]);
    desk.server.setDown(true);
    thread.markSeen(10);
    await desk.pass(3_000);
    desk.server.setDown(false);
    await desk.pass(60_000);
    expect(desk.server.desk.conversation(ada)).toMatchObject({ lastReadSeq: 10, unreadCount: 0 });
    expect(unread()).toBe(0);
  });

  it('keeps the same objects for what did not change', async () => {
    const { desk, thread } = await reading(long(5));
    const before = loaded(thread).items;
    desk.server.desk.receive(ada, textOf('m6'));
    await desk.pass(100);
    const after = loaded(thread).items;
    expect(after.slice(0, 5).every((item, index) => item === before[index])).toBe(true);
    const state = thread.get();
    desk.server.desk.change(ada, { lastReadSeq: 6 });
    await desk.pass(100);
    expect(thread.get()).toBe(state);
  });

  it('is not disturbed by a reading that is older than what was told meanwhile', async () => {
    const desk = await openQuietDesk(long(1));
    const sent = desk.server.desk.send(ada, textOf('answer'));
    await desk.pass(100);
    const thread = desk.client.thread(ada);
    // The reading sees it queued; before its answer is here, an event tells that it was read.
    thread.subscribe(() => undefined);
    await desk.pass(7);
    desk.server.desk.deliver(sent.id, 'read');
    await desk.pass(1_000);
    expect(loaded(thread).items.at(-1)).toMatchObject({ message: { status: 'read' } });
  });

  it('reads again what it missed, also when somebody turned a page meanwhile', async () => {
    const { desk, thread } = await reading(long(120));
    desk.server.desk.receive(ada, textOf('m121'));
    await desk.pass(100);
    const sent = desk.server.desk.send(ada, textOf('answer'));
    await desk.pass(100);
    desk.server.cut();
    desk.server.desk.changeEpoch();
    desk.server.desk.deliver(sent.id, 'read');
    desk.answerMs = 200;
    desk.calls();
    // Back online, and reading everything anew.
    while (!desk.calls().includes(`GET /v1/conversations/${ada}/notes`)) await desk.pass(10);
    desk.answerMs = 5;
    thread.loadOlder();
    await desk.pass(50);
    expect(wordsOf(thread)[0]).toBe('m21');
    await desk.pass(2_000);
    expect(wordsOf(thread)[0]).toBe('m21');
    expect(loaded(thread).items.at(-1)).toMatchObject({ message: { status: 'read' } });
  });

  it('shows what was told last, not the answer to a send that shows the message as it was then', async () => {
    const { desk, thread } = await reading(long(1));
    desk.answerMs = 100;
    desk.client.send(ada, { kind: 'message', content: textOf('answer') });
    await desk.pass(30);
    const [, sent] = desk.server.desk.messagesOf(ada);
    desk.server.desk.deliver(sent?.id ?? '', 'sent');
    await desk.pass(500);
    expect(desk.client.outbox.get()).toEqual([]);
    expect(loaded(thread).items.at(-1)).toMatchObject({ message: desk.server.desk.messagesOf(ada)[1] });
  });

  it('stops listening when nobody looks, and shows what it missed when somebody does again', async () => {
    const desk = await openQuietDesk(long(2));
    const thread = desk.client.thread(ada);
    const stop = thread.subscribe(() => undefined);
    await desk.pass(300);
    stop();
    await desk.pass(300);
    const [session] = desk.server.sessions;
    expect(session?.topics.has(`conversation:${ada}`)).toBe(false);
    desk.calls();
    desk.server.desk.receive(ada, textOf('m3'));
    await desk.pass(1_000);
    expect(desk.calls()).toEqual([]);
    thread.subscribe(() => undefined);
    expect(wordsOf(thread)).toEqual(['m1', 'm2']);
    await desk.pass(200);
    expect(wordsOf(thread)).toEqual(range(1, 3));
  });
});
