import type { ConversationId } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectChat, says, textsOf } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

const agentId = () => `agt_${desk.acme.inboxId.slice(4)}` as const;
const answer = (conversationId: ConversationId, text: string) =>
  desk
    .staff(desk.acme)
    .messages.send(conversationId, { content: { type: 'text', text }, agentId: agentId() });

describe('a customer on a socket', () => {
  it('writes, is answered, and the ticks of the answer advance', async () => {
    const token = await desk.token(desk.acme, 'ws-1', { name: 'Sara' });
    const client = connectChat(desk, desk.acme, { token });
    const ready = await client.seen(({ t }) => t === 'ready');
    expect(ready.data).toEqual({
      isIdentified: true,
      name: 'Sara',
      hasEmail: false,
      heartbeatMs: 25_000,
      conversations: [],
    });
    client.send({ ...says('a1', 'Hello?'), id: 'f1' });
    const ack = await client.seen(({ t }) => t === 'ack');
    expect(ack).toMatchObject({ id: 'f1', data: { clientMessageId: 'a1', seq: 1 } });
    const conversationId = ack.conversationId as ConversationId;
    const own = await client.seen(({ t }) => t === 'message');
    expect(own).toMatchObject({ seq: 1, data: { message: { from: 'customer', clientMessageId: 'a1' } } });
    const { message } = await answer(conversationId, 'Hi Sara.');
    const reply = await client.seen(({ t, seq }) => t === 'message' && seq === 2);
    expect(reply.data.message).toMatchObject({ from: 'agent', name: 'Ana', content: { text: 'Hi Sara.' } });
    const status = async () => {
      const { items } = await desk.staff(desk.acme).messages.list(conversationId, 'backward', { limit: 1 });
      const [newest] = items;
      return newest?.direction === 'outbound' ? newest.delivery.status : undefined;
    };
    const told = (type: string) =>
      new Promise<void>((resolve) => {
        const stop = desk.parley.on('event', (event) => {
          if (event.type !== type || !('messageId' in event.data) || event.data.messageId !== message.id)
            return;
          stop();
          resolve();
        });
      });
    const delivered = told('message.delivered');
    client.send({ t: 'ack', conversationId, data: { upToSeq: 2 } });
    await delivered;
    expect(await status()).toBe('delivered');
    const read = told('message.read');
    client.send({ t: 'read', conversationId, data: { upToSeq: 2 } });
    await read;
    expect(await status()).toBe('read');
    const seen = await client.seen(({ t, data }) => t === 'read' && data.by === 'customer');
    expect(seen.data.upToSeq).toBe(2);
    await desk.staff(desk.acme).conversations.change(conversationId, { lastReadSeq: 1 });
    client.close();
  });

  it('gets what came while it was away, in order, after what it has', async () => {
    const token = await desk.token(desk.acme, 'ws-2');
    const first = connectChat(desk, desk.acme, { token });
    first.send(says('b1', 'one'));
    const { conversationId } = await first.seen(({ t }) => t === 'ack');
    await first.seen(({ t }) => t === 'message');
    first.cut();
    for (const text of ['two', 'three', 'four']) await answer(conversationId as ConversationId, text);
    const second = connectChat(desk, desk.acme, { token });
    second.send({ t: 'resume', data: { cursors: { [String(conversationId)]: 1 } } });
    const resumed = await second.seen(({ t }) => t === 'resume');
    expect(resumed.data.cursors).toEqual({ [String(conversationId)]: 4 });
    expect(textsOf(second.frames)).toEqual(['two', 'three', 'four']);
    second.close();
  });
});
