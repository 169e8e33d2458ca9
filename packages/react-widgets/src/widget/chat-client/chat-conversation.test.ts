// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { ChatServerFrame } from './chat-types.ts';
import { CustomerBrowser, closeBrowsers, settled } from './testing/customer-browser.ts';
import type { ModelSocket } from './testing/model-chat-server.ts';

afterEach(closeBrowsers);

describe('a server that says no', () => {
  const frame = (id: string, code: string, retryAfterMs?: number): ChatServerFrame =>
    ({
      v: 1,
      t: 'error',
      ts: '2026-01-05T09:00:00.000Z',
      data: { code, clientMessageId: id, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    }) as ChatServerFrame;
  const connected = async (): Promise<CustomerBrowser> => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('First');
    await desk.talk();
    return desk;
  };

  test('too fast: waits as long as it was told and then goes on by itself', async () => {
    const desk = await connected();
    const id = desk.write('Second');
    desk.socket.up.length = 0;
    desk.socket.down.push(frame(id, 'rate_limited', 20_000));
    await desk.talk();
    expect(desk.client.getState()).toMatchObject({ pausedUntil: desk.clock.now() + 20_000 });
    desk.clock.advance(19_000);
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['First']);
    desk.clock.advance(1_500);
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['First', 'Second']);
  });

  test('not this content: the message stays with its reason, and the next one goes', async () => {
    const desk = await connected();
    const id = desk.write('Second');
    desk.write('Third');
    desk.socket.up.length = 0;
    desk.socket.down.push(frame(id, 'content_refused'));
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['First', 'Third']);
    expect(desk.client.getState().outbox).toMatchObject([
      { clientMessageId: id, status: 'failed', failure: { code: 'content_refused' } },
    ]);
    desk.client.retry(id);
    await desk.talk();
    expect(desk.server.fromCustomer).toEqual(['First', 'Third', 'Second']);
  });

  test('no answer at all: connects anew and sends again, and gives up after the fourth time', async () => {
    const desk = await connected();
    desk.server.isDeaf = true;
    const id = desk.write('Second');
    const statuses: (string | undefined)[] = [];
    for (let time = 0; time < 4; time += 1) {
      await desk.talk();
      statuses.push(desk.client.getState().outbox[0]?.status);
      desk.clock.advance(15_000);
      await settled();
    }
    expect(statuses).toEqual(['sending', 'sending', 'sending', 'sending']);
    expect(desk.server.sockets).toHaveLength(5);
    expect(desk.client.getState().outbox).toMatchObject([{ clientMessageId: id, status: 'failed' }]);
  });
});

describe('receipts', () => {
  test('what was read is told once, and again after a reconnect if the server does not know', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    const [{ id } = { id: '' }] = desk.client.getState().conversations;
    desk.server.agentSays('Hi');
    await desk.talk();
    expect(desk.client.getState().conversations[0]?.unreadCount).toBe(1);
    desk.client.markSeen(id);
    desk.client.markSeen(id);
    const reads = (socket: ModelSocket) => socket.up.filter(({ t }) => t === 'read');
    expect(reads(desk.socket)).toEqual([{ v: 1, t: 'read', conversationId: id, data: { upToSeq: 2 } }]);
    expect(desk.client.getState().conversations[0]?.unreadCount).toBe(0);
    desk.socket.cut();
    desk.clock.advance(60_000);
    await settled();
    const { socket } = desk;
    for (let step = 0; step < 6 && reads(socket).length === 0; step += 1) {
      desk.server.takeUp(socket);
      desk.server.takeDown(socket);
    }
    expect(reads(socket)).toHaveLength(1);
  });

  test('typing is told at most once in three seconds', async () => {
    const desk = new CustomerBrowser();
    await desk.start();
    desk.write('Hello');
    await desk.talk();
    const [{ id } = { id: '' }] = desk.client.getState().conversations;
    for (let key = 0; key < 50; key += 1) {
      desk.client.setTyping(id, true);
      desk.clock.advance(100);
    }
    desk.client.setTyping(id, false);
    desk.client.setTyping(id, false);
    const told = desk.socket.up
      .filter(({ t }) => t === 'typing')
      .map((frame) => frame.t === 'typing' && frame.data.isTyping);
    expect(told).toEqual([true, true, false]);
  });
});
