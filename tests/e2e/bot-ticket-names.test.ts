import type { ConversationId, Storage } from '@parley/core';
import { createPgliteStorage } from '@parley/storage-postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotDesk, openBotDesk } from './bot-desk.ts';

describe('tickets under the names of the source documents', () => {
  let storage: Storage;
  let desk: BotDesk;

  beforeAll(async () => {
    storage = await createPgliteStorage({});
  });
  beforeEach(async () => {
    desk = await openBotDesk(storage);
  });
  afterEach(() => desk.close());
  afterAll(() => storage.close());

  const handedOver = async (): Promise<ConversationId> =>
    (await desk.handOff({ session_id: 'abc' })).body['ticket_id'] as ConversationId;

  it('are conversations with their timeline, notes where they were written', async () => {
    const id = await handedOver();
    const path = `/api/tickets/${id}`;
    const agent_id = desk.agentId;
    await desk.call('POST', `${path}/message`, { text: 'Locked, I think', is_internal: true, agent_id });
    const sent = await desk.call('POST', `${path}/message`, { text: 'Try again now.', agent_id });
    expect(sent).toMatchObject({
      status: 201,
      body: {
        kind: 'message',
        direction: 'outbound',
        seq: 2,
        author: { name: 'Ana Lima' },
        text: 'Try again now.',
      },
    });
    const conversation = await desk.desk.conversations.get(id);
    const { body } = await desk.call('GET', path);
    expect(body).toMatchObject({
      ticket_id: id,
      ticket_number: '#1',
      status: 'open',
      priority: 'normal',
      subject: 'Cannot login',
      assigned_agent_id: null,
      source: { channel: 'chatapp', origin_platform_id: desk.inboxId, is_bot_handoff: true },
      customer: {
        internal_id: conversation.customerId,
        name: null,
        email: null,
        channel_identity: 'bot:abc',
      },
      timeline: [
        { kind: 'message', direction: 'inbound', seq: 1, text: 'I cannot log in since this morning.' },
        { kind: 'note', direction: null, seq: null, text: 'Locked, I think', author: { name: 'Ana Lima' } },
        { kind: 'message', direction: 'outbound', seq: 2, text: 'Try again now.' },
      ],
    });
  });

  it('are changed with PUT, field by field and under the same rules', async () => {
    const id = await handedOver();
    const path = `/api/tickets/${id}`;
    const change = { priority: 'high', subject: 'Login', assigned_agent_id: desk.agentId };
    expect(await desk.call('PUT', path, change)).toMatchObject({ status: 200, body: change });
    expect(await desk.call('PUT', path, { status: 'closed' })).toMatchObject({
      status: 200,
      body: { ...change, status: 'closed' },
    });
    expect(await desk.call('PUT', path, { status: 'open' })).toMatchObject({
      status: 409,
      body: { error: { code: 'status_move_not_allowed' } },
    });
    expect(await desk.call('POST', `${path}/message`, { text: 'Hello?' })).toMatchObject({
      status: 409,
      body: { error: { code: 'conversation_closed' } },
    });
    for (const wrong of [{}, { status: 'new' }, { status: 'snoozed' }, { number: 5 }])
      expect(await desk.call('PUT', path, wrong)).toMatchObject({ status: 400 });
  });

  it('are started for a customer', async () => {
    const identity = { channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'c-1' };
    const { customer } = await desk.desk.customers.create({ name: 'Sara', identities: [identity] });
    const body = { customer_id: customer.id, inbox_id: desk.inboxId, subject: 'Your order' };
    const created = await desk.call('POST', '/api/tickets/create', body);
    expect(created).toMatchObject({
      status: 201,
      body: {
        subject: 'Your order',
        customer: { name: 'Sara', channel_identity: 'c-1' },
        source: { is_bot_handoff: false },
        timeline: [],
      },
    });
    expect(await desk.call('POST', '/api/tickets/create', body)).toMatchObject({
      status: 409,
      body: { error: { code: 'conversation_already_open' } },
    });
  });

  it('are nobody else’s', async () => {
    const id = await handedOver();
    const stranger = await openBotDesk(storage);
    for (const [method, path, body] of [
      ['GET', `/api/tickets/${id}`, undefined],
      ['PUT', `/api/tickets/${id}`, { subject: 'mine' }],
      ['POST', `/api/tickets/${id}/message`, { text: 'mine' }],
      ['GET', `/v1/conversations/${id}/handoffs`, undefined],
      ['POST', `/v1/conversations/${id}/take-over`, {}],
      ['POST', `/v1/conversations/${id}/release`, {}],
    ] as const)
      expect(await stranger.call(method, path, body), path).toMatchObject({ status: 404 });
    await stranger.close();
  });
});
