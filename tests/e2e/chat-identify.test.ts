import type { ConversationId, DomainEvent } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectChat, says, textsOf } from './chat-client.ts';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;
const events: DomainEvent[] = [];

beforeAll(async () => {
  desk = await openChatDesk();
  desk.parley.on('event', (event) => events.push(event));
});
afterAll(() => desk.close());

interface Ack {
  readonly conversationId: ConversationId;
  readonly messageId: string;
  readonly seq: number;
}

const say = async (token: string, clientMessageId: string, text: string): Promise<Ack> => {
  const { status, body } = await desk.call<Ack>(desk.acme, 'POST', '/messages', {
    token,
    body: { clientMessageId, content: { type: 'text', text } },
  });
  expect(status).toBe(201);
  return body;
};
const identify = (token: string, visitorToken?: string) =>
  desk.call<{
    readonly hasJoinedThread?: boolean;
    readonly name?: string;
    readonly error?: { readonly code: string };
  }>(desk.acme, 'POST', '/identify', {
    token,
    body: visitorToken === undefined ? {} : { visitorToken },
  });
const textsSeenBy = async (token: string, conversationId: ConversationId): Promise<readonly unknown[]> => {
  const { body } = await desk.call<{
    readonly items: readonly { readonly from: string; readonly content: { readonly text: string } }[];
  }>(desk.acme, 'GET', `/conversations/${conversationId}/messages`, { token });
  return body.items.map(({ from, content }) => `${from}: ${content.text}`);
};
const merges = () => events.filter(({ type }) => type === 'customer.merged');

describe('a visitor who signs in', () => {
  it('keeps the thread as a customer nobody knew', async () => {
    const visitor = await desk.visitor(desk.acme);
    const { conversationId } = await say(visitor, 'v1', 'Do you ship to Porto?');
    const token = await desk.token(desk.acme, 'new-1', {
      name: 'Rui',
      email: 'rui@example.com',
      email_verified: true,
      phone_number: '+351911111111',
    });
    const { status, body } = await identify(token, visitor);
    expect(status).toBe(200);
    expect(body).toEqual({ isIdentified: true, name: 'Rui', hasJoinedThread: true });
    expect(await textsSeenBy(token, conversationId)).toEqual(['customer: Do you ship to Porto?']);
    const [profile] = (await desk.staff(desk.acme).customers.list({ search: 'Rui' }, { limit: 5 })).items;
    // An address counts where it was verified, and a number that was not does not.
    expect(profile?.customer).toMatchObject({ name: 'Rui', email: 'rui@example.com' });
    expect(profile?.customer.phone).toBeUndefined();
    expect(merges()).toEqual([]);
    const again = await say(token, 'v1', 'Do you ship to Porto?');
    expect(again).toMatchObject({ conversationId, seq: 1 });
  });

  it('joins the thread to a known customer, whose earlier conversation is resolved', async () => {
    const token = await desk.token(desk.acme, 'known-1', { name: 'Eva' });
    const earlier = await say(token, 'k1', 'An old matter');
    const visitor = await desk.visitor(desk.acme);
    const thread = await say(visitor, 'v1', 'A new matter');
    const staff = desk.staff(desk.acme);
    const agentId = `agt_${desk.acme.inboxId.slice(4)}` as const;
    await staff.messages.send(thread.conversationId, { content: { type: 'text', text: 'Yes?' }, agentId });
    const { body } = await identify(token, visitor);
    expect(body).toMatchObject({ hasJoinedThread: true, name: 'Eva' });
    const [old, current] = await Promise.all(
      [earlier, thread].map(({ conversationId }) => staff.conversations.get(conversationId)),
    );
    expect(old?.status).toBe('resolved');
    expect(current?.status).toBe('open');
    expect(current?.customerId).toBe(old?.customerId);
    expect(await textsSeenBy(token, thread.conversationId)).toEqual([
      'customer: A new matter',
      'agent: Yes?',
    ]);
    const { items } = await staff.messages.list(thread.conversationId, 'forward', { limit: 5 });
    expect(items.map(({ customerId }) => customerId)).toEqual([old?.customerId, old?.customerId]);
    expect(items[0]?.sender).toEqual({ type: 'customer', id: old?.customerId });
    const next = await say(token, 'k2', 'And another thing');
    expect(next).toMatchObject({ conversationId: thread.conversationId, seq: 3 });
  });

  it('marks the emptied record, tells of it once, and leaves nothing behind', async () => {
    await expect.poll(() => merges().length).toBe(1);
    const [merged] = merges();
    if (merged?.type !== 'customer.merged') throw new Error('nothing was merged');
    const { customerId, mergedCustomerId } = merged.data;
    const staff = desk.staff(desk.acme);
    const { customer, identities } = await staff.customers.get(mergedCustomerId);
    expect(customer.mergedInto).toBe(customerId);
    expect(identities).toEqual([]);
    const { items } = await staff.conversations.list({ customerId: mergedCustomerId }, { limit: 5 });
    expect(items).toEqual([]);
  });

  it('ends the visitor: the old token opens nothing and joins nobody else', async () => {
    const visitor = await desk.visitor(desk.acme);
    const { conversationId } = await say(visitor, 'v1', 'Hello');
    const socket = connectChat(desk, desk.acme, { token: visitor });
    await socket.seen(({ t }) => t === 'ready');
    const token = await desk.token(desk.acme, 'ended-1');
    await identify(token, visitor);
    expect(await socket.closed).toBe(4401);
    expect(socket.frames.at(-1)).toMatchObject({ t: 'error', data: { code: 'session_ended' } });
    const replayed = await desk.call<{ readonly error: { readonly code: string } }>(
      desk.acme,
      'GET',
      `/conversations/${conversationId}/messages`,
      { token: visitor },
    );
    expect([replayed.status, replayed.body.error.code]).toEqual([401, 'session_ended']);
    const thief = await identify(await desk.token(desk.acme, 'thief'), visitor);
    expect([thief.status, thief.body.error?.code]).toEqual([401, 'session_ended']);
    // The same customer may ask again: an answer can get lost.
    expect((await identify(token, visitor)).body).toMatchObject({ isIdentified: true });
    const again = connectChat(desk, desk.acme, { token: visitor });
    expect(await again.closed).toBe(4401);
  });

  it('ends also who never wrote', async () => {
    const visitor = await desk.visitor(desk.acme);
    const { body } = await identify(await desk.token(desk.acme, 'silent-1'), visitor);
    expect(body.hasJoinedThread).toBe(false);
    const { status } = await desk.call(desk.acme, 'GET', '/conversations', { token: visitor });
    expect(status).toBe(401);
  });

  it('is joined once, however many tabs sign in at the same moment', async () => {
    const token = await desk.token(desk.acme, 'tabs-1');
    await say(token, 'k1', 'before');
    const visitor = await desk.visitor(desk.acme);
    const { conversationId } = await say(visitor, 'v1', 'after');
    const before = merges().length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => identify(token, visitor)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await expect.poll(() => merges().length).toBe(before + 1);
    expect(await textsSeenBy(token, conversationId)).toEqual(['customer: after']);
  });

  it('loses no message that is on its way while the records are joined', async () => {
    const token = await desk.token(desk.acme, 'race-1');
    await say(token, 'k1', 'before');
    const visitor = await desk.visitor(desk.acme);
    const { conversationId } = await say(visitor, 'v0', '0');
    const sent = Array.from({ length: 10 }, (_, n) =>
      desk.call<Ack>(desk.acme, 'POST', '/messages', {
        token: visitor,
        body: { clientMessageId: `v${n + 1}`, content: { type: 'text', text: `${n + 1}` } },
      }),
    );
    const [answers] = await Promise.all([Promise.all(sent), identify(token, visitor)]);
    const accepted = answers.filter(({ status }) => status === 201);
    for (const { body } of accepted) expect(body.conversationId).toBe(conversationId);
    for (const { status } of answers) expect([201, 401]).toContain(status);
    expect(await textsSeenBy(token, conversationId)).toHaveLength(1 + accepted.length);
    const { body } = await desk.call<{ readonly items: readonly unknown[] }>(
      desk.acme,
      'GET',
      '/conversations',
      {
        token,
      },
    );
    expect(body.items).toHaveLength(2);
  });

  it('is never joined by an address alone', async () => {
    const claims = { email: 'same@example.com', email_verified: true };
    await identify(await desk.token(desk.acme, 'mail-1', claims));
    await identify(await desk.token(desk.acme, 'mail-2', claims));
    const { items } = await desk.staff(desk.acme).customers.list({ search: 'same@example' }, { limit: 5 });
    expect(items).toHaveLength(2);
  });

  it('finds the thread on the socket of the customer, who was connected all along', async () => {
    const token = await desk.token(desk.acme, 'live-1');
    const socket = connectChat(desk, desk.acme, { token });
    await socket.seen(({ t }) => t === 'ready');
    const visitor = await desk.visitor(desk.acme);
    const { conversationId } = await say(visitor, 'v1', 'from the shop window');
    await identify(token, visitor);
    const shown = await socket.seen(({ t }) => t === 'conversation');
    expect(shown.data.conversation.id).toBe(conversationId);
    await socket.seen(({ t }) => t === 'message');
    expect(textsOf(socket.frames)).toEqual(['from the shop window']);
    socket.send({ ...says('k1', 'from the account') });
    expect((await socket.seen(({ t }) => t === 'ack')).conversationId).toBe(conversationId);
    socket.close();
  });
});
