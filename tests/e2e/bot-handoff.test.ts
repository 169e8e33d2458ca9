import type { ConversationId, Storage } from '@parley/core';
import { createPgliteStorage } from '@parley/storage-postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotDesk, openBotDesk } from './bot-desk.ts';

describe('a chatbot hands over', () => {
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

  const idIn = (body: Readonly<Record<string, unknown>>): ConversationId =>
    body['ticket_id'] as ConversationId;
  const thread = async (id: ConversationId) =>
    (await desk.desk.messages.list(id, 'forward', { limit: 100 })).items;

  it('with the body of the source documents, and gets a ticket', async () => {
    const { status, body } = await desk.handOff();
    expect(status).toBe(201);
    expect(body).toStrictEqual({
      ticket_id: expect.stringMatching(/^cnv_[0-9a-f]{32}$/),
      ticket_number: '#1',
      conversation_id: body['ticket_id'],
      status: 'new',
      queue_position: 1,
      estimated_wait_seconds: 300,
      resume_token: expect.stringMatching(/^rt_[0-9a-f]+$/),
    });
    const conversation = await desk.desk.conversations.get(idIn(body));
    expect(conversation).toMatchObject({
      inboxId: desk.inboxId,
      subject: 'Cannot login',
      controller: 'queue',
      isBotHandoff: true,
      status: 'open',
      unreadCount: 1,
      waitingSince: desk.clock.now(),
    });
    expect(conversation).not.toHaveProperty('lastInboundAt');
    expect(await thread(idIn(body))).toMatchObject([
      { seq: 1, direction: 'inbound', content: { text: 'I cannot log in since this morning.' } },
    ]);
  });

  it('and is told whether people are there', async () => {
    const hours = await desk.desk.businessHours.create({
      name: 'Office',
      timeZone: 'UTC',
      weekly: [{ day: 'monday', opens: '08:00', closes: '10:00' }],
      exceptions: [],
    });
    await desk.desk.inboxes.update(desk.inboxId, { businessHoursId: hours.id });
    // The desk's clock stands on a Monday, 9:00.
    const open = await desk.handOff({ session_id: 'open' });
    expect(open.body).toMatchObject({ within_business_hours: true });
    await desk.desk.businessHours.update(hours.id, { weekly: [] });
    const closed = await desk.handOff({ session_id: 'closed' });
    expect(closed.body).toMatchObject({ within_business_hours: false });
  });

  it('with its transcript, in order: what was said is there, what tools did is for staff', async () => {
    const transcript = [
      { role: 'user', text: 'Hello', ts: '2026-01-05T08:50:00Z', id: 'u1' },
      { role: 'bot', text: 'Hi! How can I help?', ts: '2026-01-05T08:50:01Z', id: 'b1' },
      { role: 'user', text: 'I cannot log in since this morning.', ts: '2026-01-05T08:51:00Z', id: 'u2' },
      { role: 'tool', text: 'lookup_account: locked', ts: '2026-01-05T08:51:01Z', id: 't1' },
      { role: 'bot', text: 'I will get you a person.', ts: '2099-01-01T00:00:00Z', id: 'b2' },
    ];
    const { body } = await desk.handOff({ transcript, assistant_id: 'helper' });
    const messages = await thread(idIn(body));
    expect(messages.map(({ direction, content }) => [direction, 'text' in content && content.text])).toEqual([
      ['inbound', 'Hello'],
      ['outbound', 'Hi! How can I help?'],
      ['inbound', 'I cannot log in since this morning.'],
      ['outbound', 'I will get you a person.'],
    ]);
    expect(messages[1]).toMatchObject({
      sender: { type: 'assistant', id: 'helper' },
      delivery: { status: 'delivered' },
      sentAt: new Date('2026-01-05T08:50:01Z'),
    });
    // A clock that runs ahead writes no message of the future.
    expect(messages[3]?.sentAt).toStrictEqual(desk.clock.now());
    const notes = await desk.desk.notes.list(idIn(body), { limit: 10 });
    expect(notes.items).toMatchObject([
      { text: 'lookup_account: locked', afterSeq: 3, author: { type: 'assistant', id: 'helper' } },
    ]);
    expect(await desk.desk.conversations.get(idIn(body))).toMatchObject({
      unreadCount: 1,
      lastReadSeq: 2,
      customerReadSeq: 4,
      waitingSince: desk.clock.now(),
    });
    expect(await desk.desk.conversations.get(idIn(body))).not.toHaveProperty('firstResponseAt');
    // Nothing of it waits to be sent: the customer has it.
    expect(await storage.forAccount(desk.accountId).messages.nextToDeliver(idIn(body))).toBeUndefined();
  });

  it('and tells staff what it found out, each word as it came', async () => {
    const told = {
      reason: 'customer_asked',
      intent: 'login',
      confidence: 0.4,
      summary: 'Locked out <b>twice</b>',
      locale: 'pt-BR',
      page_url: 'https://shop.example/login?a=1',
      metadata: { plan: 'gold', tries: [1, 2] },
    };
    const { body } = await desk.handOff(told);
    const { page_url: pageUrl, ...same } = told;
    const facts = await desk.call('GET', `/v1/conversations/${idIn(body)}/handoffs`);
    expect(facts.body).toStrictEqual({
      items: [
        {
          ...same,
          pageUrl,
          sessionId: 'xyz',
          source: 'web_chat',
          assistantId: 'chatbot',
          subject: 'Cannot login',
          handedOffAt: desk.clock.now().toISOString(),
        },
      ],
      nextCursor: null,
    });
  });

  it('an address it was told is a claim: it joins nobody', async () => {
    const known = await desk.desk.customers.create({ name: 'Sara', email: 'user@example.com' });
    const { body } = await desk.handOff({ customer_email: 'user@EXAMPLE.com' });
    const other = await desk.handOff({ session_id: 'another', customer_email: 'user@example.com' });
    const ids = [];
    for (const answer of [body, other.body]) {
      const { customerId } = await desk.desk.conversations.get(idIn(answer));
      const { customer } = await desk.desk.customers.get(customerId);
      expect(customer.attributes).toStrictEqual({ claimedEmail: 'user@example.com' });
      expect(customer).not.toHaveProperty('email');
      ids.push(customerId);
    }
    expect(new Set([...ids, known.customer.id]).size).toBe(3);
  });

  it('twenty times at once and again later: one ticket, told once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.handOff()));
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([...Array(19).fill(200), 201]);
    const ids = new Set(answers.map(({ body }) => body['ticket_id']));
    expect(ids.size).toBe(1);
    await desk.handOff({ initial_message: 'Are you there?' });
    const [id] = [...ids] as [ConversationId];
    expect(await thread(id)).toHaveLength(1);
    expect((await desk.desk.conversations.list({}, { limit: 10 })).items).toHaveLength(1);
  });

  it('again after an agent gave it back: the same ticket, with what is new', async () => {
    const transcript = [{ role: 'user', text: 'Hello', id: 'u1' }];
    const first = await desk.handOff({ transcript });
    await desk.ana.conversations.takeOver(idIn(first.body));
    await desk.ana.conversations.release(idIn(first.body));
    const again = await desk.handOff({
      transcript: [...transcript, { role: 'bot', text: 'Back again', id: 'b1' }],
      initial_message: 'It is still broken.',
    });
    expect(again.status).toBe(200);
    expect(idIn(again.body)).toBe(idIn(first.body));
    const texts = (await thread(idIn(first.body))).map(({ content }) => 'text' in content && content.text);
    expect(texts).toStrictEqual([
      'Hello',
      'I cannot log in since this morning.',
      'Back again',
      'It is still broken.',
    ]);
    expect(await desk.desk.conversations.get(idIn(first.body))).toMatchObject({ controller: 'queue' });
  });

  it('from a conversation of ours, in which its assistant answered first', async () => {
    await desk.desk.inboxes.update(desk.inboxId, { assistantId: 'helper' });
    const chat = await desk.parley.chat(desk.inboxId);
    const content = { type: 'text', text: 'Where is my order?' } as const;
    const { conversationId } = await chat
      .desk({ visitorId: crypto.randomUUID() })
      .send({ clientMessageId: 'c1', content });
    const path = `/v1/conversations/${conversationId}/messages`;
    const asBot = { text: 'Let me see.', assistantId: 'helper', expectedControllerVersion: 1 };
    expect(await desk.call('POST', path, asBot)).toMatchObject({ status: 201 });
    const handed = await desk.handOff({
      conversation_id: conversationId,
      initial_message: 'Where is my order?',
    });
    expect(handed).toMatchObject({ status: 200, body: { ticket_id: conversationId, status: 'new' } });
    expect(await thread(conversationId)).toHaveLength(2);
    expect(await desk.desk.conversations.get(conversationId)).toMatchObject({
      controller: 'queue',
      isBotHandoff: true,
      unreadCount: 1,
    });
    expect(await desk.call('POST', path, { ...asBot, expectedControllerVersion: 2 })).toMatchObject({
      status: 409,
      body: {
        error: { code: 'controller_conflict', details: { controller: 'queue', controllerVersion: 2 } },
      },
    });
  });

  it('and what it said right before is still sent', async () => {
    await desk.desk.inboxes.update(desk.inboxId, { assistantId: 'helper' });
    const chat = await desk.parley.chat(desk.inboxId);
    const content = { type: 'text', text: 'A person, please' } as const;
    const { conversationId } = await chat
      .desk({ visitorId: crypto.randomUUID() })
      .send({ clientMessageId: 'c1', content });
    const goodbye = await desk.desk.messages.send(conversationId, {
      content: { type: 'text', text: 'One moment, I get somebody.' },
      assistantId: 'helper',
    });
    await desk.handOff({ conversation_id: conversationId, initial_message: 'A person, please' });
    const sent = new Promise<void>((resolve) => {
      desk.parley.on('event', ({ type, data }) => {
        if (type === 'message.sent' && 'messageId' in data && data.messageId === goodbye.message.id)
          resolve();
      });
    });
    await desk.parley.start();
    await sent;
  });

  it('a customer who answers an agent after the hand-off is in the same ticket', async () => {
    const { body } = await desk.handOff();
    await desk.ana.messages.send(idIn(body), { content: { type: 'text', text: 'Try again now.' } });
    expect(await desk.desk.conversations.get(idIn(body))).toMatchObject({
      controller: 'agent',
      unreadCount: 0,
      firstResponseAt: desk.clock.now(),
    });
  });

  it.each([
    ['a source nobody knows', { source: 'carrier_pigeon' }, 422, 'unknown_bot_source'],
    ['a subject of 256 characters', { subject: 'x'.repeat(256) }, 400, 'invalid_request'],
    ['a first message of 8,001 characters', { initial_message: 'x'.repeat(8001) }, 400, 'invalid_request'],
    ['a first message nobody can see', { initial_message: '\u0007 \u0000' }, 422, 'invalid_content'],
    ['something that is no address', { customer_email: 'not an address' }, 400, 'invalid_request'],
    ['more metadata than 16 KB', { metadata: { a: 'ä'.repeat(8200) } }, 400, 'invalid_request'],
    ['a field nobody knows', { is_admin: true }, 400, 'invalid_request'],
    ['no session', { session_id: '' }, 400, 'invalid_request'],
    ['an inbox of nobody', { inbox_id: `inb_${'0'.repeat(32)}` }, 404, 'inbox_not_found'],
    ['a conversation of nobody', { conversation_id: `cnv_${'0'.repeat(32)}` }, 404, 'conversation_not_found'],
  ])('is refused for %s', async (_what, fields, status, code) => {
    expect(await desk.handOff(fields)).toMatchObject({ status, body: { error: { code } } });
    expect((await desk.desk.conversations.list({}, { limit: 10 })).items).toStrictEqual([]);
  });

  it('what no screen shows is taken out of what it says', async () => {
    const { status, body } = await desk.handOff({
      subject: 'Two\r\nlines\u0000',
      initial_message: 'a\u0000b\u001b[31m\r\nc',
    });
    expect(status).toBe(201);
    expect(await desk.desk.conversations.get(idIn(body))).toMatchObject({ subject: 'Two lines' });
    expect((await thread(idIn(body)))[0]?.content).toStrictEqual({ type: 'text', text: 'ab[31m\nc' });
  });

  it('must name the inbox where customers can reach several', async () => {
    const second = await desk.desk.inboxes.create({
      name: 'Second chat',
      channel: 'chatapp',
      settings: {},
      credentials: {},
    });
    expect(await desk.handOff()).toMatchObject({
      status: 422,
      body: { error: { code: 'inbox_not_chosen', details: { inboxIds: [desk.inboxId, second.id] } } },
    });
    const named = await desk.handOff({ inbox_id: second.id });
    expect(await desk.desk.conversations.get(idIn(named.body))).toMatchObject({ inboxId: second.id });
  });

  it('must be somebody with a key', async () => {
    const body = { source: 'web_chat', subject: 's', initial_message: 'm', session_id: 'x' };
    for (const bearer of [null, 'pk_wrong', `rt_${'00'.repeat(40)}`]) {
      const answer = await desk.call('POST', '/api/webhooks/chatbot', body, { bearer });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
    }
  });
});
