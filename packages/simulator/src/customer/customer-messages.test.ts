import { describe, expect, it } from 'vitest';
import type { FakeBusiness } from '../fake-business.ts';
import { createFakeBusiness, textTo } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';
import { signWebhook } from '../webhook/sign-webhook.ts';

function lastMessage(business: FakeBusiness): JsonObject {
  return business.items('messages').at(-1) ?? {};
}

describe('what a customer sends', () => {
  it('arrives signed over exactly the posted bytes, escaped as the provider does', async () => {
    const business = createFakeBusiness();
    await business.simulator.customer('+16505551234').text('Grüße 👋 a/b');
    const [webhook] = business.received;
    expect(webhook?.raw).toContain('Gr\\u00fc\\u00dfe \\ud83d\\udc4b a\\/b');
    expect(webhook?.signature).toBe(signWebhook('parley-demo-app-secret', webhook?.raw ?? ''));
    expect(lastMessage(business)['text']).toEqual({ body: 'Grüße 👋 a/b' });
  });

  it('carries phone and user id, string seconds and the profile', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer({
      phone: '+16505551234',
      name: 'Ana',
      username: 'ana.s',
      parentUserId: true,
    });
    await ana.text('hi');
    expect(business.values()[0]).toMatchObject({
      metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
      contacts: [{ profile: { name: 'Ana', username: 'ana.s' }, wa_id: '16505551234', user_id: ana.userId }],
      messages: [{ from: '16505551234', from_user_id: ana.userId, timestamp: '1767603600', type: 'text' }],
    });
    expect(lastMessage(business)['from_parent_user_id']).toMatch(/^US\.ENT\.\d{20}$/);
  });

  it('names no phone for a customer who shares none, and no user id for one of the old kind', async () => {
    const business = createFakeBusiness();
    await business.simulator.customer({ name: 'Mara', identity: 'user_id' }).text('hi');
    expect(lastMessage(business)).not.toHaveProperty('from');
    expect(lastMessage(business)['from_user_id']).toMatch(/^US\.\d{20}$/);
    await business.simulator.customer({ phone: '+4915112345678', identity: 'phone', name: null }).text('hi');
    expect(lastMessage(business)).toMatchObject({ from: '4915112345678' });
    expect(lastMessage(business)).not.toHaveProperty('from_user_id');
    expect(business.values().at(-1)?.['contacts']).toEqual([{ wa_id: '4915112345678' }]);
  });

  it('may have a wa_id other than the dialled number', async () => {
    const business = createFakeBusiness();
    const bruno = business.simulator.customer({ phone: '+5511987654321', waId: '551187654321' });
    await bruno.text('oi');
    expect(lastMessage(business)['from']).toBe('551187654321');
    const { body } = await business.send(textTo('+5511987654321', 'olá'));
    expect(body['contacts']).toEqual([{ input: '+5511987654321', wa_id: '551187654321' }]);
  });

  it('can be media of every kind, with bytes that can be fetched', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.image({ caption: 'Look' });
    expect(lastMessage(business)).toMatchObject({
      type: 'image',
      image: { caption: 'Look', mime_type: 'image/png' },
    });
    const id = (lastMessage(business)['image'] as { id: string; sha256: string }).id;
    const located = (await (await business.graph('GET', id)).json()) as { sha256: string };
    expect(located.sha256).toBe((lastMessage(business)['image'] as { sha256: string }).sha256);
    await ana.audio();
    expect(lastMessage(business)).toMatchObject({
      audio: { mime_type: 'audio/ogg; codecs=opus', voice: true },
    });
    await ana.audio({ voice: false, mimeType: 'audio/mpeg' });
    expect(lastMessage(business)).toMatchObject({ audio: { mime_type: 'audio/mpeg', voice: false } });
    await ana.document({ fileName: '../order.pdf' });
    expect(lastMessage(business)).toMatchObject({
      document: { filename: '../order.pdf', mime_type: 'application/pdf' },
    });
    await ana.video();
    await ana.sticker({ animated: true });
    expect(lastMessage(business)).toMatchObject({ sticker: { mime_type: 'image/webp', animated: true } });
  });

  it('can be media the provider could not fetch', async () => {
    const business = createFakeBusiness();
    await business.simulator.customer('+16505551234').image({ downloadFailed: true });
    expect(lastMessage(business)).toMatchObject({ type: 'image', errors: [{ code: 131052 }] });
    expect(lastMessage(business)['image']).not.toHaveProperty('id');
  });

  it('can be a place, contact cards, an order, a welcome request', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.location({ latitude: 37.4, longitude: -122.1, name: 'HQ' });
    expect(lastMessage(business)).toMatchObject({
      location: { latitude: 37.4, longitude: -122.1, name: 'HQ' },
    });
    await ana.contacts([
      { phones: [{ phone: '+16505551234', waId: '16505551234' }], origin: 'contact_request' },
    ]);
    expect(lastMessage(business)['contacts']).toEqual([
      { phones: [{ phone: '+16505551234', wa_id: '16505551234' }], origin: 'contact_request' },
    ]);
    await ana.order({
      catalogId: 'cat1',
      items: [{ productRetailerId: 'p1', quantity: 2, itemPrice: 4.5, currency: 'EUR' }],
    });
    expect(lastMessage(business)['order']).toEqual({
      catalog_id: 'cat1',
      product_items: [{ product_retailer_id: 'p1', quantity: 2, item_price: 4.5, currency: 'EUR' }],
    });
    await ana.welcome();
    expect(lastMessage(business)).toMatchObject({ type: 'request_welcome' });
    expect(lastMessage(business)).not.toHaveProperty('request_welcome');
  });

  it('can be reactions, edits and deletions of earlier messages', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    const { messageId = '' } = await ana.text('frist');
    await ana.react(messageId, '👍');
    expect(lastMessage(business)['reaction']).toEqual({ message_id: messageId, emoji: '👍' });
    await ana.unreact(messageId);
    expect(lastMessage(business)['reaction']).toEqual({ message_id: messageId });
    await ana.edit(messageId, 'first');
    expect(lastMessage(business)).toMatchObject({
      type: 'edit',
      edit: { original_message_id: messageId, message: { type: 'text', text: { body: 'first' } } },
    });
    expect(lastMessage(business)).not.toHaveProperty('from_user_id');
    expect(ana.messages[0]).toMatchObject({ edited: true, content: { text: 'first' } });
    await ana.revoke(messageId);
    expect(lastMessage(business)['revoke']).toEqual({ original_message_id: messageId });
    expect(ana.messages).toHaveLength(1);
    expect(ana.messages[0]?.revoked).toBe(true);
  });

  it('can be unsupported, or of a type and field nobody knows', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.unsupported({ type: 'poll_creation' });
    expect(lastMessage(business)).toMatchObject({
      errors: [{ code: 131051 }],
      unsupported: { type: 'poll_creation' },
    });
    await ana.unsupported({ code: 131060 });
    expect(lastMessage(business)).toMatchObject({ type: 'unsupported', errors: [{ code: 131060 }] });
    await ana.unknownType('hologram', { depth: 3 });
    expect(lastMessage(business)).toMatchObject({ type: 'hologram', hologram: { depth: 3 } });
    await ana.field('aura_update', { colour: 'green' });
    expect(business.values().at(-1)).toMatchObject({ colour: 'green' });
  });

  it('can answer, be forwarded, come from an ad, ask about a product', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.text('hello', { referral: true });
    expect(lastMessage(business)['referral']).toMatchObject({
      source_type: 'ad',
      ctwa_clid: expect.any(String),
    });
    const { id } = await business.send(textTo('+16505551234', 'hi'));
    await business.simulator.settled();
    await ana.text('thanks', { replyTo: id });
    expect(lastMessage(business)['context']).toEqual({ from: '15550783881', id });
    await ana.text('too old', { replyTo: '' });
    expect(lastMessage(business)['context']).toEqual({ from: '15550783881' });
    await ana.text('fwd', { forwarded: 'often' });
    expect(lastMessage(business)['context']).toEqual({ frequently_forwarded: true });
    await ana.text('this one?', { replyTo: id, product: { catalogId: 'c', productRetailerId: 'p' } });
    expect(lastMessage(business)['context']).toMatchObject({ referred_product: { catalog_id: 'c' } });
  });
});
