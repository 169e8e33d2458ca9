import type { InboundMessageEvent, JsonObject } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf, inbox } from './__fixtures__/fixture.ts';

const sha256 = '19f910d856020eb8ef2f908d6be1cc15981dddb3055f4a38665f25f8f1fa2313';

function message(situation: string): InboundMessageEvent {
  const event = eventOf(situation);
  if (event.kind !== 'message') throw new Error(`${situation} is ${event.kind}`);
  return event;
}

function contentOf(type: string, content: JsonObject, more: JsonObject = {}) {
  const item = {
    from: '16505551234',
    id: 'wamid.1',
    timestamp: '1749416383',
    type,
    [type]: content,
    ...more,
  };
  const [event] = eventsOf(envelope({ messages: [item] }));
  return event?.kind === 'message' ? event.content : event;
}

describe('a message of the customer', () => {
  it('is told with who wrote it, what and when', () => {
    const scope = inbox.portfolioId;
    expect(message('text')).toEqual({
      kind: 'message',
      providerMessageId: 'wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQz',
      party: {
        identities: [
          { channel: 'whatsapp', scope, kind: 'user_id', value: 'US.13491208655302741918' },
          { channel: 'whatsapp', scope, kind: 'parent_user_id', value: 'US.ENT.11815799212886844830' },
          { channel: 'whatsapp', scope, kind: 'phone', value: '16505551234' },
        ],
        name: 'Sheena Nelson',
        username: 'sheena.n',
      },
      content: { type: 'text', text: 'Hello, where is my order?' },
      context: {},
      at: new Date('2025-06-08T20:59:43Z'),
      opensWindow: true,
    });
  });

  it.each([
    [
      'image',
      {
        type: 'image',
        media: { providerMediaId: '1003383421387256', mimeType: 'image/jpeg', sha256 },
        caption: 'The broken part',
      },
    ],
    [
      'video',
      {
        type: 'video',
        media: { providerMediaId: '1103383421387257', mimeType: 'video/mp4', sha256 },
        caption: 'It does this',
      },
    ],
    [
      'voice-note',
      {
        type: 'audio',
        media: { providerMediaId: '1203383421387258', mimeType: 'audio/ogg', sha256 },
        isVoice: true,
      },
    ],
    [
      'audio',
      { type: 'audio', media: { providerMediaId: '1303383421387259', mimeType: 'audio/mpeg', sha256 } },
    ],
    [
      'sticker',
      {
        type: 'sticker',
        media: { providerMediaId: '1503383421387261', mimeType: 'image/webp', sha256 },
        isAnimated: true,
      },
    ],
  ])('can be a file that is kept by its id (%s)', (situation, content) => {
    expect(message(situation)).toMatchObject({ content, opensWindow: true });
    expect(message(situation).content).toEqual(content);
  });

  it('can be a document, whose name is made harmless', () => {
    expect(message('document').content).toEqual({
      type: 'document',
      media: {
        providerMediaId: '1403383421387260',
        mimeType: 'application/pdf',
        sha256,
        fileName: 'invoice fdp.exe_.._2026.pdf',
      },
      caption: 'My invoice',
    });
  });

  it('can be a place, also with its numbers as strings', () => {
    expect(message('location').content).toEqual({
      type: 'location',
      latitude: 37.4847483695049,
      longitude: -122.1473373086664,
      name: 'Main Street Beach',
      address: 'Main Street Beach, Santa Cruz, CA',
    });
    expect(contentOf('location', { latitude: '1.5', longitude: '-2' })).toEqual({
      type: 'location',
      latitude: 1.5,
      longitude: -2,
    });
  });

  it('can be somebody else’s contact card, which proves nothing about the sender', () => {
    const { content, party } = message('contact-cards');
    expect(content).toEqual({
      type: 'contacts',
      contacts: [
        {
          name: {
            formatted: 'Barbara J. Johnson',
            first: 'Barbara',
            last: 'Johnson',
            middle: 'J.',
            prefix: 'Dr.',
            suffix: 'Esq.',
          },
          phones: [
            { phone: '+1 (650) 555-9999', type: 'MOBILE', channelId: '16505559999' },
            { phone: '+19175559999', type: 'HOME' },
          ],
          emails: [{ email: 'bjohnson@lucky.example', type: 'Work' }],
          organisation: { company: 'Lucky Shrub', department: 'Legal', title: 'Lead Counsel' },
          addresses: [expect.objectContaining({ street: '1 Lucky Shrub Way' })],
          urls: [{ url: 'https://www.lucky.example', type: 'Company' }],
          birthday: '1999-01-23',
        },
      ],
    });
    expect(party.identities.map((identity) => identity.value)).not.toContain('16505559999');
  });

  it('proves the sender’s phone when it is the card we asked them for', () => {
    const { content, party } = message('own-contact-card');
    expect(content).toMatchObject({ contacts: [{ name: { formatted: 'Sheena' }, isSendersOwn: true }] });
    expect(party.identities.map(({ kind, value }) => [kind, value])).toEqual([
      ['user_id', 'US.13491208655302741918'],
      ['phone', '16505551234'],
    ]);
  });

  it.each([
    ['button-reply', { kind: 'button_reply', id: 'yes', title: 'Yes please' }],
    [
      'list-reply',
      { kind: 'list_reply', id: 'priority_express', title: 'Priority', description: 'Next day' },
    ],
    [
      'flow-reply',
      { kind: 'flow_reply', name: 'flow', body: 'Sent', token: 't1', data: { flow_token: 't1', rating: 5 } },
    ],
    [
      'flow-reply-not-json',
      { kind: 'flow_reply', name: 'address_message', body: 'Sent', data: 'not { json' },
    ],
    [
      'call-permission-reply',
      { kind: 'call_permission_reply', accepted: true, expiresAt: '2025-06-11T20:59:43.000Z' },
    ],
    ['template-button', { kind: 'template_button_reply', payload: 'UNSUB', title: 'Unsubscribe' }],
    [
      'order',
      {
        kind: 'order',
        catalogId: '194836987003835',
        text: 'Two of these',
        items: [
          { productId: 'di9ozbzfi4', quantity: 2, price: 30.5, currency: 'USD' },
          { productId: 'nqryix03ez', quantity: 1, price: 25, currency: 'USD' },
        ],
      },
    ],
  ])('can be an answer to something tappable (%s)', (situation, interactive) => {
    expect(message(situation).content).toEqual({ type: 'interactive', interactive });
    expect(message(situation).opensWindow).toBe(true);
  });

  it.each([
    ['unsupported-poll', 'poll_creation', '131051'],
    ['unsupported-unavailable', 'unknown', '131060'],
    ['unknown-type-old', 'unknown', '131051'],
    ['interactive-without-answer', 'button_reply', '131000'],
    ['media-not-fetched', 'video', '131052'],
  ])('is kept as unsupported where the provider cannot hand it over (%s)', (situation, kind, code) => {
    expect(message(situation).content).toMatchObject({ type: 'unsupported', kind, code });
  });

  it('of a type nobody knows yet is kept whole', () => {
    expect(message('type-of-tomorrow')).toMatchObject({
      content: {
        type: 'unsupported',
        kind: 'hologram',
        original: { hologram: { depth: 3, frames: ['a', 'b'] } },
      },
      opensWindow: true,
    });
  });

  it.each([
    ['text-reply', { replyToProviderMessageId: 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5' }],
    ['text-reply-to-something-old', {}],
    ['text-forwarded', { isForwarded: true }],
    ['text-forwarded-often', { isForwarded: true, isForwardedOften: true }],
    [
      'text-about-product',
      {
        replyToProviderMessageId: 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5',
        referredProduct: { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' },
      },
    ],
  ])('says what it hangs on (%s)', (situation, context) => {
    expect(message(situation).context).toEqual(context);
  });

  it('says which ad the customer came from', () => {
    expect(message('text-from-ad').context.referral).toMatchObject({
      source_type: 'ad',
      ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e',
    });
  });

  it('in a group does not let us write to its author freely', () => {
    expect(message('text-in-group').opensWindow).toBe(false);
  });

  it('that is really an act on an earlier one does not let us write freely', () => {
    expect(
      eventsOf(
        envelope({
          messages: [
            { from: '1', id: 'a', timestamp: '5', type: 'unsupported', unsupported: { type: 'pin' } },
          ],
        }),
      ),
    ).toMatchObject([{ kind: 'message', opensWindow: false }]);
  });

  it('is read in spite of fields nobody documented', () => {
    expect(message('production-extras').content).toEqual({ type: 'text', text: 'Hello' });
  });

  it.each([
    ['a text without words', 'text', {}, 'bad_content'],
    ['a picture without an id', 'image', { caption: 'x' }, 'bad_content'],
    ['a place without numbers', 'location', { latitude: 'north', longitude: 1 }, 'bad_content'],
    ['a tap without a button', 'button', {}, 'bad_content'],
    ['an order without a catalogue', 'order', {}, 'bad_content'],
    ['contacts without a card', 'contacts', {}, 'bad_content'],
  ])('is set aside when it is %s', (_case, type, content, reason) => {
    expect(contentOf(type, content)).toMatchObject({ kind: 'unreadable', reason });
  });
});
