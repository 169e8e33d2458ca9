import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;
beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

const leave = (token: string, body: object) =>
  desk.call<{ hasEmail?: boolean; error?: { code: string; details: { retryAfterMs?: number } } }>(
    desk.acme,
    'POST',
    '/contact',
    { token, body },
  );
const say = async (token: string, text: string, given: object = {}) => {
  const body = { clientMessageId: crypto.randomUUID(), content: { type: 'text', text }, ...given };
  const answer = await desk.call<{ conversationId: `cnv_${string}` }>(desk.acme, 'POST', '/messages', {
    token,
    body,
  });
  if (answer.status !== 201) throw new Error(`the message was answered ${answer.status}`);
  return answer.body.conversationId;
};
const customerOf = async (conversationId: `cnv_${string}`) => {
  const staff = desk.staff(desk.acme);
  const { customerId } = await staff.conversations.get(conversationId);
  return staff.customers.get(customerId);
};

describe('somebody who chats while nobody is there', () => {
  it('says where the answer can reach them: staff see it as claimed, and nobody is found by it', async () => {
    const token = await desk.visitor(desk.acme);
    const conversationId = await say(token, 'Hello', { language: 'pt-BR' });
    const answer = await leave(token, { email: 'Ann@Example.COM', name: '  Ann ' });
    expect([answer.status, answer.body]).toEqual([200, { hasEmail: true }]);
    const { customer, identities } = await customerOf(conversationId);
    expect(customer).toMatchObject({
      name: 'Ann',
      language: 'pt-BR',
      attributes: { claimedEmail: 'Ann@example.com' },
    });
    expect(customer).not.toHaveProperty('email');
    expect(identities.map(({ kind }) => kind)).toEqual(['visitor']);

    const other = await desk.visitor(desk.acme);
    const another = await say(other, 'Hi');
    await leave(other, { email: 'Ann@example.com' });
    expect((await customerOf(another)).customer.id).not.toBe(customer.id);
  });

  it('never replaces what their host has proven', async () => {
    const claims = { name: 'Sara Lima', email: 'sara@shop.example', email_verified: true };
    const token = await desk.token(desk.acme, 'c-contact', claims);
    await desk.call(desk.acme, 'POST', '/identify', { token, body: {} });
    const conversationId = await say(token, 'Hello');
    expect((await leave(token, { email: 'evil@example.com', name: 'Not Sara' })).status).toBe(200);
    expect((await customerOf(conversationId)).customer).toMatchObject({
      name: 'Sara Lima',
      email: 'sara@shop.example',
      attributes: { claimedEmail: 'evil@example.com' },
    });
  });

  it('takes what they said along when they sign in', async () => {
    const visitorToken = await desk.visitor(desk.acme);
    const conversationId = await say(visitorToken, 'Hello');
    await leave(visitorToken, { email: 'ben@example.com' });
    const known = await desk.token(desk.acme, 'c-signs-in');
    await say(known, 'I was here before');
    const { status } = await desk.call(desk.acme, 'POST', '/identify', {
      token: known,
      body: { visitorToken },
    });
    expect(status).toBe(200);
    const { customer, identities } = await customerOf(conversationId);
    expect(customer.attributes).toEqual({ claimedEmail: 'ben@example.com' });
    expect(identities.map(({ kind }) => kind).sort()).toEqual(['customer_id', 'visitor']);
    expect((await leave(visitorToken, { email: 'late@example.com' })).status).toBe(401);
  });

  it('writes first: nothing is stored of people who only look', async () => {
    const answer = await leave(await desk.visitor(desk.acme), { email: 'ann@example.com' });
    expect([answer.status, answer.body.error?.code]).toEqual([409, 'nothing_written_yet']);
    const { items } = await desk.staff(desk.acme).customers.list({}, { limit: 100 });
    expect(items.map(({ customer }) => customer.attributes['claimedEmail'])).not.toContain('ann@example.com');
  });

  it.each([
    [{ email: 'ann' }],
    [{ email: '' }],
    [{ email: `${'a'.repeat(320)}@example.com` }],
    [{ email: 'ann@example.com', name: '' }],
    [{ email: 'ann@example.com', name: 'x'.repeat(201) }],
    [{ email: 'ann@example.com', customerId: 'cus_1' }],
    [{}],
  ])('is refused %j', async (body) => {
    const token = await desk.visitor(desk.acme);
    await say(token, 'Hello');
    expect((await leave(token, body)).status).toBe(400);
  });

  it('may do so five times an hour', async () => {
    const token = await desk.visitor(desk.acme);
    const conversationId = await say(token, 'Hello');
    const statuses: number[] = [];
    for (let n = 1; n <= 6; n += 1)
      statuses.push((await leave(token, { email: `ann${n}@example.com` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await leave(token, { email: 'ann7@example.com' });
    expect(refused.body.error).toMatchObject({ code: 'rate_limited' });
    expect((await customerOf(conversationId)).customer.attributes).toEqual({
      claimedEmail: 'ann5@example.com',
    });
  });

  it('is told by itself that nobody is there, as part of the thread', async () => {
    const staff = desk.staff(desk.acme);
    const autoReply = { text: 'Closed.', byLanguage: { de: 'Geschlossen.' } };
    const hours = await staff.businessHours.create({
      name: 'Never',
      timeZone: 'UTC',
      weekly: [],
      exceptions: [],
      autoReply,
    });
    await staff.inboxes.update(desk.acme.inboxId, { businessHoursId: hours.id });
    const token = await desk.visitor(desk.acme);
    const conversationId = await say(token, 'Hallo', { language: 'de-AT' });
    await say(token, 'Ist da jemand?');
    await staff.inboxes.update(desk.acme.inboxId, { businessHoursId: null });
    const path = `/conversations/${conversationId}/messages?afterSeq=0`;
    const { body } = await desk.call<{ items: { from: string; content: { text: string } }[] }>(
      desk.acme,
      'GET',
      path,
      { token },
    );
    expect(body.items.map(({ from, content }) => [from, content.text])).toEqual([
      ['customer', 'Hallo'],
      ['system', 'Geschlossen.'],
      ['customer', 'Ist da jemand?'],
    ]);
    expect(await staff.conversations.get(conversationId)).toMatchObject({ preview: 'Ist da jemand?' });
  });
});
