import type { ConversationId } from '@parley/core';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ChatFrame, connectChat, says, textsOf } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

interface AgentFrame {
  readonly t: string;
  readonly [name: string]: unknown;
}

/** An agent's browser: signs in, and listens to a conversation. */
async function connectAgent(conversationId: ConversationId) {
  const agentId = `agt_${desk.acme.inboxId.slice(4)}`;
  const api = async <Body>(path: string, bearer: string, body: unknown): Promise<Body> => {
    const response = await fetch(`${desk.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Body;
  };
  const { token } = await api<{ readonly token: string }>(
    `/v1/agents/${agentId}/tokens`,
    desk.acme.apiKey,
    {},
  );
  const { ticket } = await api<{ readonly ticket: string }>('/v1/realtime/tickets', token, {});
  const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/v1/realtime`, 'parley.v1');
  const frames: AgentFrame[] = [];
  const watchers = new Set<() => void>();
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as AgentFrame);
    for (const watch of [...watchers]) watch();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const topics = ['account', 'presence', `conversation:${conversationId}`];
  socket.send(JSON.stringify({ t: 'hello', ticket, topics, availability: 'online' }));
  const seen = (fits: (frame: AgentFrame) => boolean): Promise<AgentFrame> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = frames.find(fits);
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  await seen(({ t }) => t === 'welcome');
  return {
    seen,
    send: (frame: unknown) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
  };
}

describe('a customer and an agent at the same time', () => {
  it('see each other type, and the customer sees that somebody is there', async () => {
    const token = await desk.token(desk.acme, 'typing-1', { name: 'Sara' });
    const customer = connectChat(desk, desk.acme, { token });
    customer.send(says('t1', 'hello'));
    const { conversationId } = await customer.seen(({ t }) => t === 'ack');
    if (conversationId === undefined) throw new Error('the ack names no conversation');
    const agent = await connectAgent(conversationId);
    const staffed = await customer.seen(({ t, data }) => t === 'presence' && data.isStaffed === true);
    expect(staffed).toBeDefined();
    customer.send({ t: 'typing', conversationId, data: { isTyping: true } });
    expect(await agent.seen(({ t }) => t === 'typing')).toMatchObject({
      conversationId,
      by: { type: 'customer' },
      isTyping: true,
    });
    agent.send({ t: 'typing', conversationId, isTyping: true, mode: 'reply' });
    const typing = await customer.seen(({ t }) => t === 'typing');
    expect(typing.data).toEqual({ by: 'agent', name: 'Ana', isTyping: true, expiresInMs: 5000 });
    agent.close();
    const isLater = (frame: ChatFrame) => customer.frames.indexOf(frame) > customer.frames.indexOf(staffed);
    await customer.seen((frame) => frame.t === 'presence' && !frame.data.isStaffed && isLater(frame));
    customer.close();
  });

  it('are told what becomes of the conversation', async () => {
    const customer = connectChat(desk, desk.acme, { token: await desk.token(desk.acme, 'state-1') });
    customer.send(says('s1', 'hello'));
    const { conversationId } = await customer.seen(({ t }) => t === 'ack');
    const id = conversationId as ConversationId;
    const staff = desk.staff(desk.acme);
    const shows = (name: string, value: unknown) =>
      customer.seen(({ t, data }) => t === 'conversation' && data.conversation[name] === value);
    await staff.conversations.change(id, { assigneeId: `agt_${desk.acme.inboxId.slice(4)}` });
    const taken = await shows('agentName', 'Ana');
    expect(taken.data.conversation).toMatchObject({ talkingTo: 'agent', queuePosition: null });
    await staff.conversations.change(id, { lastReadSeq: 1 });
    const read = await customer.seen(({ t, data }) => t === 'read' && data.by === 'agent');
    expect(read.data.upToSeq).toBe(1);
    await staff.conversations.change(id, { status: { to: 'resolved' } });
    await shows('status', 'resolved');
    customer.close();
  });
});

describe('a connection that breaks', () => {
  it('loses no message and shows none twice, wherever it is cut', async () => {
    const token = await desk.token(desk.acme, 'cuts-1');
    const { body } = await desk.call<{ readonly conversationId: ConversationId }>(
      desk.acme,
      'POST',
      '/messages',
      {
        token,
        body: { clientMessageId: 'c0', content: { type: 'text', text: '0' } },
      },
    );
    const { conversationId } = body;
    const staff = desk.staff(desk.acme);
    const total = 60;
    const writing = (async () => {
      for (let n = 1; n <= total; n += 1) {
        await staff.messages.send(conversationId, { content: { type: 'text', text: `${n}` } });
      }
    })();
    let cursor = 1;
    const got: string[] = [];
    for (let round = 0; cursor < total + 1; round += 1) {
      const client = connectChat(desk, desk.acme, { token });
      client.send({ t: 'resume', data: { cursors: { [conversationId]: cursor } } });
      const wanted = Math.min(total + 1, cursor + 1 + ((round * 7) % 11));
      await client.seen(({ t, seq }) => t === 'message' && (seq ?? 0) >= wanted);
      client.cut();
      await client.closed;
      const messages = client.frames.filter(({ t }) => t === 'message');
      // Each connection goes on exactly where the last one ended.
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => cursor + 1 + index));
      got.push(...textsOf(messages));
      cursor = messages.at(-1)?.seq ?? cursor;
    }
    await writing;
    expect(got).toEqual(Array.from({ length: total }, (_, n) => `${n + 1}`));
  });

  it('may bring a new token without being opened anew, but not another person', async () => {
    const client = connectChat(desk, desk.acme, {});
    client.send({ t: 'auth', data: { token: await desk.token(desk.acme, 'renew-1') } });
    await client.seen(({ t }) => t === 'ready');
    client.send({ t: 'auth', data: { token: await desk.token(desk.acme, 'renew-1') } });
    client.send(says('r1', 'still me'));
    await client.seen(({ t }) => t === 'ack');
    client.send({ t: 'auth', data: { token: await desk.token(desk.acme, 'renew-2') } });
    expect(await client.closed).toBe(4401);
  });

  it('ends when its token does', async () => {
    const exp = Math.floor(Date.now() / 1000) - 58;
    const short = await new SignJWT({ jti: 'j' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(desk.acme.issuer)
      .setAudience(desk.acme.audience)
      .setSubject('short-1')
      .setIssuedAt(exp - 60)
      .setExpirationTime(exp)
      .sign(new TextEncoder().encode(desk.acme.secret));
    const client = connectChat(desk, desk.acme, { token: short });
    await client.seen(({ t }) => t === 'ready');
    expect(await client.closed).toBe(4401);
    expect(client.frames.at(-1)).toMatchObject({ t: 'error', data: { code: 'token_expired' } });
  });
});
