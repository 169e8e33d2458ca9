import { describe, expect, it } from 'vitest';
import { openQuietDesk, type QuietDesk } from './simulation/quiet-desk.ts';
import { wordsOf } from './simulation/quiet-desk-reads.ts';
import { fakeConversation, fakeId, textOf } from './testing/fake-desk-seed.ts';
import { FakeRefusal } from './testing/fake-refusal.ts';
import type { FakeCall } from './testing/fake-routes.ts';

const ada = fakeId('cnv', 1);
const bob = fakeId('cnv', 2);
const seed = { conversations: [fakeConversation(1), fakeConversation(2)] };
const write = (desk: QuietDesk, text: string, id = ada): string =>
  desk.client.send(id, { kind: 'message', content: textOf(text) });
const isSend = ({ method, path }: FakeCall): boolean => method === 'POST' && path.endsWith('/messages');
const saysText = (call: FakeCall, text: string): boolean =>
  isSend(call) && JSON.stringify(call.body).includes(text);
const stored = (desk: QuietDesk, id = ada): readonly unknown[] =>
  desk.server.desk.messagesOf(id).map(({ content }) => (content as { text?: string }).text);

describe('sending', () => {
  it('shows why a message failed, keeps it until somebody retries, and then sends it once', async () => {
    const desk = await openQuietDesk(seed);
    desk.fate = (call) => (isSend(call) ? new FakeRefusal(500, 'internal_error') : undefined);
    const id = write(desk, 'one');
    await desk.pass(60_000);
    expect(desk.client.outbox.get()).toMatchObject([
      {
        clientMessageId: id,
        status: 'failed',
        error: { code: 'internal_error', isRetryable: true, fix: 'Fix it.' },
      },
    ]);
    desk.fate = undefined;
    desk.client.retry(id);
    expect(desk.client.outbox.get()[0]?.error).toBeUndefined();
    await desk.pass(1_000);
    expect([stored(desk), desk.client.outbox.get()]).toEqual([['one'], []]);
  });

  it('goes on with the next message when one is refused for good', async () => {
    const desk = await openQuietDesk(seed);
    desk.fate = (call) =>
      saysText(call, 'late') ? new FakeRefusal(422, 'service_window_closed') : undefined;
    write(desk, 'too late');
    write(desk, 'next');
    await desk.pass(60_000);
    expect(stored(desk)).toEqual(['next']);
    expect(desk.client.outbox.get()).toMatchObject([
      { status: 'failed', attempts: 1, error: { code: 'service_window_closed', isRetryable: false } },
    ]);
  });

  it('tries again by itself while the server is busy, after the time it asks for, in order', async () => {
    const desk = await openQuietDesk(seed);
    const busy = new FakeRefusal(503, 'shutting_down', { headers: { 'retry-after': '7' } });
    desk.fate = (call) => (isSend(call) ? busy : undefined);
    write(desk, 'one');
    write(desk, 'two');
    write(desk, 'elsewhere', bob);
    await desk.pass(1_000);
    expect(desk.client.outbox.get()).toMatchObject([
      { status: 'queued', attempts: 1, error: { retryAfterMs: 7_000 } },
      { status: 'queued', attempts: 0 },
      { status: 'queued', attempts: 1 },
    ]);
    desk.fate = undefined;
    await desk.pass(5_000);
    expect(stored(desk)).toEqual([]);
    await desk.pass(3_000);
    expect([stored(desk), stored(desk, bob)]).toEqual([['one', 'two'], ['elsewhere']]);
  });

  it('gives up after eight attempts against a busy server', async () => {
    const desk = await openQuietDesk(seed);
    desk.fate = (call) => (isSend(call) ? new FakeRefusal(503, 'shutting_down') : undefined);
    write(desk, 'one');
    await desk.pass(600_000);
    expect(desk.client.outbox.get()).toMatchObject([{ status: 'failed', attempts: 8 }]);
  });

  it('never gives up while the server cannot be reached', async () => {
    const desk = await openQuietDesk(seed);
    desk.server.setDown(true);
    write(desk, 'one');
    await desk.pass(1_800_000);
    expect(desk.client.outbox.get()).toMatchObject([{ error: { code: 'network_error' } }]);
    desk.server.setDown(false);
    await desk.pass(60_000);
    expect([stored(desk), desk.client.outbox.get()]).toEqual([['one'], []]);
  });

  it('asks whether the server has a message before it sends it again, and shows one', async () => {
    const desk = await openQuietDesk(seed);
    const thread = desk.client.thread(ada);
    thread.subscribe(() => undefined);
    await desk.pass(200);
    desk.fate = (call) => (isSend(call) ? 'lose_answer' : undefined);
    // Nothing tells of it either: the connection is cut at the same moment.
    const id = write(desk, 'one');
    desk.server.cut();
    await desk.pass(30);
    expect(stored(desk)).toEqual(['one']);
    await desk.pass(100);
    desk.fate = undefined;
    await desk.pass(5_000);
    expect([stored(desk), wordsOf(thread), desk.client.outbox.get()]).toEqual([['one'], ['one'], []]);
    expect(thread.get()).toMatchObject({ items: [{ kind: 'message', key: id }] });
  });

  it('keeps what was written without a network over a reload, and sends it in order', async () => {
    const desk = await openQuietDesk(seed);
    desk.setOnline(false);
    for (const text of ['one', 'two', 'three']) write(desk, text);
    await desk.pass(5_000);
    expect(desk.calls().filter((call) => call.endsWith('/messages'))).toEqual([]);
    desk.tab.crash();
    const reloaded = desk.openTab();
    await desk.pass(1_000);
    expect(reloaded.client.outbox.get().map(({ content }) => content)).toEqual(
      ['one', 'two', 'three'].map(textOf),
    );
    desk.setOnline(true);
    await desk.pass(5_000);
    expect([stored(desk), reloaded.client.outbox.get(), desk.browser.stored.size]).toEqual([
      ['one', 'two', 'three'],
      [],
      0,
    ]);
  });

  it('waits for a new sign-in when the token ended, and keeps the draft', async () => {
    const desk = await openQuietDesk(seed);
    desk.server.setTokensRefused(true);
    desk.client.setDraft(ada, 'reply', 'half a sen');
    write(desk, 'one');
    await desk.pass(60_000);
    expect(desk.client.connection.get().status).toBe('unauthorized');
    expect(desk.client.outbox.get()).toMatchObject([{ status: 'queued' }]);
    expect(desk.client.draft(ada, 'reply')).toBe('half a sen');
    desk.server.setTokensRefused(false);
    desk.client.reconnect();
    await desk.pass(1_000);
    expect([stored(desk), desk.client.outbox.get()]).toEqual([['one'], []]);
  });

  it('hands a waiting message back to be edited, but not one that is on its way', async () => {
    const desk = await openQuietDesk(seed);
    const going = write(desk, 'going');
    expect(desk.client.take(going)).toBeUndefined();
    await desk.pass(1_000);
    desk.fate = (call) => (isSend(call) ? new FakeRefusal(422, 'invalid_content') : undefined);
    const refused = write(desk, 'wrong');
    const discarded = write(desk, 'bad');
    await desk.pass(1_000);
    expect(desk.client.take(refused)).toMatchObject({ content: textOf('wrong'), status: 'failed' });
    desk.client.discard(discarded);
    expect(desk.client.take(refused)).toBeUndefined();
    desk.fate = undefined;
    await desk.pass(60_000);
    expect([stored(desk), desk.client.outbox.get(), desk.browser.stored.size]).toEqual([['going'], [], 0]);
  });

  it('sends a note once and shows it once, also when its answer is lost', async () => {
    const desk = await openQuietDesk(seed);
    const thread = desk.client.thread(ada);
    thread.subscribe(() => undefined);
    await desk.pass(200);
    desk.fate = ({ method, path }) =>
      method === 'POST' && path.endsWith('/notes') ? 'lose_answer' : undefined;
    const key = desk.client.send(ada, { kind: 'note', content: textOf('call them') });
    await desk.pass(100);
    expect(wordsOf(thread)).toEqual(['note call them']);
    desk.fate = undefined;
    await desk.pass(10_000);
    expect(thread.get()).toMatchObject({ items: [{ kind: 'note', key }] });
    expect([desk.server.desk.notesOf(ada).length, desk.client.outbox.get()]).toEqual([1, []]);
  });
});

describe('several tabs', () => {
  it('send each message once, from the tab that came first, and show it in all', async () => {
    const desk = await openQuietDesk(seed);
    const second = desk.openTab();
    const thread = second.client.thread(ada);
    thread.subscribe(() => undefined);
    await desk.pass(500);
    desk.calls();
    second.client.send(ada, { kind: 'message', content: textOf('from the second') });
    expect(wordsOf(thread)).toEqual(['queued from the second']);
    await desk.pass(500);
    expect(desk.calls().filter((call) => call.startsWith('POST'))).toEqual([
      `POST /v1/conversations/${ada}/messages`,
    ]);
    expect([wordsOf(thread), desk.client.outbox.get(), second.client.outbox.get()]).toEqual([
      ['from the second'],
      [],
      [],
    ]);
  });

  it('go on when the one that sends is closed', async () => {
    const desk = await openQuietDesk(seed);
    const second = desk.openTab();
    await desk.pass(500);
    desk.server.setDown(true);
    write(desk, 'one');
    await desk.pass(500);
    desk.tab.crash();
    desk.server.setDown(false);
    await desk.pass(40_000);
    expect([stored(desk), second.client.outbox.get()]).toEqual([['one'], []]);
  });

  it('are all signed out and wiped when one signs out', async () => {
    const desk = await openQuietDesk(seed);
    const second = desk.openTab();
    await desk.pass(500);
    desk.setOnline(false);
    desk.client.setDraft(ada, 'note', 'secret');
    write(desk, 'secret');
    await desk.pass(200);
    await desk.client.signOut();
    await desk.pass(200);
    expect([desk.browser.stored.size, [...desk.browser.texts]]).toEqual([0, []]);
    expect([desk.client.outbox.get(), second.client.outbox.get()]).toEqual([[], []]);
    expect(desk.client.connection.get().status).toBe('closed');
    expect(second.client.connection.get().status).toBe('unauthorized');
    expect(second.client.draft(ada, 'note')).toBe('');
  });

  it('never send in the name of another agent', async () => {
    const desk = await openQuietDesk(seed);
    desk.setOnline(false);
    desk.client.setDraft(ada, 'reply', 'of Ana');
    write(desk, 'of Ana');
    await desk.pass(100);
    desk.tab.crash();
    const ben = desk.server.desk.agents[1];
    if (ben !== undefined) Object.assign(desk.server.desk, { me: ben });
    desk.setOnline(true);
    const later = desk.openTab();
    await desk.pass(10_000);
    expect([stored(desk), later.client.outbox.get(), later.client.draft(ada, 'reply')]).toEqual([[], [], '']);
    expect(desk.browser.stored.size).toBe(1);
  });
});
