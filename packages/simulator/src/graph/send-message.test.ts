import { describe, expect, it } from 'vitest';
import { createFakeBusiness, textTo } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';

const phone = '+16505551234';
const day = 24 * 60 * 60 * 1000;

async function openWindow(options = {}) {
  const business = createFakeBusiness(options);
  const ana = business.simulator.customer(phone);
  await ana.text('hi');
  return { business, ana };
}

describe('sending a message', () => {
  it('is answered in the documented shape and reports sent, then delivered', async () => {
    const { business, ana } = await openWindow();
    const { status, body, id } = await business.send(
      textTo(phone, 'hello', { biz_opaque_callback_data: 'msg_1' }),
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: phone, wa_id: '16505551234' }],
      messages: [{ id }],
    });
    await business.simulator.settled();
    expect(business.items('statuses')).toMatchObject([
      {
        id,
        status: 'sent',
        recipient_id: '16505551234',
        recipient_user_id: ana.userId,
        biz_opaque_callback_data: 'msg_1',
      },
      { id, status: 'delivered', biz_opaque_callback_data: 'msg_1' },
    ]);
    expect(ana.lastReply).toMatchObject({ id, content: { kind: 'text', text: 'hello' } });
    expect(business.simulator.outbox).toMatchObject([
      { id, text: 'hello', callbackData: 'msg_1', type: 'text' },
    ]);
  });

  it('reports read when the customer looks, and at once while they look', async () => {
    const { business, ana } = await openWindow();
    const first = await business.send(textTo(phone, 'one'));
    await business.simulator.settled();
    await ana.openChat();
    expect(business.items('statuses').at(-1)).toMatchObject({ id: first.id, status: 'read' });
    const second = await business.send(textTo(phone, 'two'));
    await business.simulator.settled();
    expect(
      business
        .items('statuses')
        .filter((item) => item['id'] === second.id)
        .map((item) => item['status']),
    ).toEqual(['sent', 'delivered', 'read']);
    ana.closeChat();
    const third = await business.send(textTo(phone, 'three'));
    await business.simulator.settled();
    expect(business.items('statuses').at(-1)).toMatchObject({ id: third.id, status: 'delivered' });
  });

  it('takes its time when told to', async () => {
    const { business, ana } = await openWindow({ timings: { sentMs: 100, deliveredMs: 500 } });
    await business.send(textTo(phone, 'hello'));
    await business.simulator.clock.advance(499);
    expect(business.items('statuses').map((item) => item['status'])).toEqual(['sent']);
    expect(ana.lastReply).toBeUndefined();
    await business.simulator.clock.advance(1);
    expect(business.items('statuses').map((item) => item['status'])).toEqual(['sent', 'delivered']);
    expect(ana.lastReply).toBeDefined();
  });

  it('is accepted outside the window and fails later with 131047', async () => {
    const { business, ana } = await openWindow();
    await business.simulator.clock.advance(day);
    const { status, id } = await business.send(textTo(phone, 'too late'));
    expect(status).toBe(200);
    await business.simulator.settled();
    expect(business.items('statuses')).toMatchObject([{ id, status: 'failed', errors: [{ code: 131047 }] }]);
    expect(ana.lastReply).toBeUndefined();
  });

  it('may be a template outside the window, if that one is approved', async () => {
    const template = { name: 'order_update', language: { code: 'en_US' }, components: [] };
    const business = createFakeBusiness({
      approvedTemplates: [{ name: 'order_update', language: 'en_US', bodyParameters: 1 }],
    });
    const ana = business.simulator.customer(phone);
    const body = { type: 'body', parameters: [{ type: 'text', text: 'Pablo' }] };
    const sent = await business.send({
      to: phone,
      type: 'template',
      template: { ...template, components: [body] },
    });
    expect(sent.body['messages']).toMatchObject([{ message_status: 'accepted' }]);
    await business.simulator.settled();
    expect(ana.lastReply).toMatchObject({
      content: { kind: 'template', name: 'order_update', parameters: ['Pablo'] },
    });
    const refused = async (changed: JsonObject) =>
      (await business.send({ to: phone, type: 'template', template: { ...template, ...changed } })).body[
        'error'
      ];
    expect(await refused({ name: 'nope' })).toMatchObject({ code: 132001 });
    expect(await refused({ language: { code: 'de' } })).toMatchObject({ code: 132001 });
    expect(await refused({})).toMatchObject({ code: 132000 });
  });

  it('refuses a one-time-password template to a user id', async () => {
    const approvedTemplates = [{ name: 'otp', category: 'AUTHENTICATION' as const }];
    const business = createFakeBusiness({ approvedTemplates });
    const mara = business.simulator.customer({ identity: 'user_id' });
    const template = { name: 'otp', language: { code: 'en' } };
    const { body } = await business.send({ recipient: mara.userId, type: 'template', template });
    expect(body['error']).toMatchObject({ code: 131062 });
  });

  it('fails later with 131026 for a number that is not on WhatsApp', async () => {
    const { business } = await openWindow();
    const unknown = await business.send(textTo('+4915112345678', 'hello?'));
    expect(unknown.status).toBe(200);
    business.simulator.customer({ phone: '+4915100000000', onWhatsApp: false });
    await business.send(textTo('+4915100000000', 'hello?'));
    await business.simulator.settled();
    expect(business.items('statuses')).toMatchObject([
      { id: unknown.id, status: 'failed', recipient_id: '4915112345678', errors: [{ code: 131026 }] },
      { status: 'failed', errors: [{ code: 131026 }] },
    ]);
    expect(business.values().at(-1)).not.toHaveProperty('contacts');
  });

  it('can trust that people it never heard of wrote before', async () => {
    const business = createFakeBusiness({ strangers: 'trust' });
    const quiet = business.simulator.customer(phone);
    await business.send(textTo(phone, 'hello again'));
    await business.send(textTo('+4915112345678', 'hello too'));
    const { body } = await business.send({ recipient: 'DE.123', type: 'text', text: { body: 'and you' } });
    expect(body['contacts']).toEqual([{ input: 'DE.123', user_id: 'DE.123' }]);
    expect((await business.send({ status: 'read', message_id: 'wamid.before' })).body).toEqual({
      success: true,
    });
    await business.simulator.settled();
    expect(business.simulator.customers.map((customer) => customer.lastReply?.state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ]);
    const before = quiet.userId;
    await quiet.rotateUserId();
    const old = await business.send({ recipient: before, type: 'text', text: { body: 'x' } });
    expect(old.body['error']).toMatchObject({ code: 131009 });
    await quiet.text('now I write');
    await business.simulator.clock.advance(day);
    const late = await business.send(textTo(phone, 'too late'));
    await business.simulator.settled();
    expect(business.items('statuses').at(-1)).toMatchObject({ id: late.id, errors: [{ code: 131047 }] });
  });

  it('puts the own country code before a number without plus', async () => {
    const { business } = await openWindow();
    const { body } = await business.send(textTo('6505551234', 'local'));
    expect(body['contacts']).toEqual([{ input: '6505551234', wa_id: '16505551234' }]);
  });

  it('refuses the business itself as recipient', async () => {
    const { business } = await openWindow();
    expect((await business.send(textTo('+15550783881', 'me'))).body['error']).toMatchObject({ code: 131021 });
  });

  it('marks a customer’s message and all before it read', async () => {
    const { business, ana } = await openWindow();
    const { messageId = '' } = await ana.text('second');
    const answer = await business.send({ status: 'read', message_id: messageId });
    expect(answer.body).toEqual({ success: true });
    expect(ana.messages.map((message) => message.state)).toEqual(['read', 'read']);
    const unknown = await business.send({ status: 'read', message_id: 'wamid.nope' });
    expect(unknown.body['error']).toMatchObject({ code: 131009 });
    const reaction = await ana.react(messageId, '👍');
    expect((await business.send({ status: 'read', message_id: reaction.messageId ?? '' })).body).toEqual({
      success: true,
    });
  });

  it('puts a reaction of the business on the message, and takes it back', async () => {
    const { business, ana } = await openWindow();
    const id = ana.messages[0]?.id ?? '';
    await business.send({ to: phone, type: 'reaction', reaction: { message_id: id, emoji: '🎉' } });
    await business.simulator.settled();
    expect(ana.messages[0]?.reactions.business).toBe('🎉');
    expect(business.items('statuses').map((item) => item['status'])).toEqual(['sent']);
    await business.send({ to: phone, type: 'reaction', reaction: { message_id: id, emoji: '' } });
    await business.simulator.settled();
    expect(ana.messages[0]?.reactions.business).toBeUndefined();
  });
});

describe('who may call', () => {
  it('refuses a missing or wrong token with 190', async () => {
    const { simulator } = createFakeBusiness();
    const init = { method: 'POST', body: '{}', headers: { authorization: 'Bearer wrong' } };
    const response = await simulator.fetch('https://graph.facebook.com/v25.0/106540352242922/messages', init);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 190, type: 'OAuthException' } });
  });

  it('refuses an unknown number id with 100/33', async () => {
    const business = createFakeBusiness();
    const response = await business.graph('POST', '999999999/messages', {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 100, error_subcode: 33, message: expect.stringContaining("'999999999'") },
    });
  });

  it('takes any version, and none', async () => {
    const { simulator } = createFakeBusiness();
    for (const path of [
      'v19.0/106540352242922',
      'v31.4/106540352242922',
      '106540352242922?fields=verified_name',
    ]) {
      const headers = { authorization: 'Bearer parley-demo-access-token' };
      const response = await simulator.fetch(`http://localhost/${path}`, { headers });
      expect(await response.json()).toMatchObject({ id: '106540352242922', verified_name: 'Parley Demo' });
    }
  });

  it('answers other paths and methods with Graph errors', async () => {
    const business = createFakeBusiness();
    expect((await business.graph('GET', '106540352242922/messages')).status).toBe(405);
    expect(await (await business.graph('GET', '106540352242922/nonsense')).json()).toMatchObject({
      error: { code: 2500 },
    });
  });
});
