import { channelContract } from '@parley/contract-tests';
import type { MessageContent } from '@parley/core';
import { fixture, inbox, openChannel, signed } from './__fixtures__/fixture.ts';

const json = { 'content-type': 'application/json; charset=UTF-8' };

function refusal(code: number, message: string): string {
  const error_data = { messaging_product: 'whatsapp', details: `${message} was said at length` };
  return JSON.stringify({
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      error_data,
      fbtrace_id: 'AbC123',
    },
  });
}

const accepted = JSON.stringify({
  messaging_product: 'whatsapp',
  contacts: [{ input: '+16505551234', wa_id: '16505551234' }],
  messages: [{ id: 'wamid.ACCEPTED', message_status: 'accepted' }],
});

const contents: Record<Exclude<MessageContent['type'], 'unsupported'>, MessageContent> = {
  text: { type: 'text', text: 'Your parcel left Leipzig this morning.', previewUrl: true },
  image: {
    type: 'image',
    media: { providerMediaId: '1003383421387256', mimeType: 'image/png' },
    caption: 'Like this',
  },
  video: { type: 'video', media: { url: 'https://files.example/how-to.mp4' } },
  audio: {
    type: 'audio',
    media: { providerMediaId: '1203383421387258', mimeType: 'audio/ogg' },
    isVoice: true,
  },
  document: {
    type: 'document',
    media: { providerMediaId: '1403383421387260', fileName: 'invoice.pdf' },
    caption: 'Paid',
  },
  sticker: { type: 'sticker', media: { providerMediaId: '1503383421387261', mimeType: 'image/webp' } },
  location: { type: 'location', latitude: 52.52, longitude: 13.405, name: 'Shop', address: 'Hauptstr. 1' },
  contacts: {
    type: 'contacts',
    contacts: [{ name: { formatted: 'Ada Lovelace' }, phones: [{ phone: '+4930123456' }] }],
  },
  interactive: {
    type: 'interactive',
    interactive: {
      kind: 'buttons',
      body: 'Is that right?',
      buttons: [
        { id: 'y', title: 'Yes' },
        { id: 'n', title: 'No' },
      ],
    },
  },
  reaction: { type: 'reaction', targetProviderMessageId: 'wamid.X', emoji: '👍🏽' },
  template: {
    type: 'template',
    name: 'order_update',
    language: 'en_US',
    components: [{ type: 'body', parameters: [{ type: 'text', text: 'Pablo' }] }],
  },
};

channelContract('whatsapp', {
  create: (fetch) => openChannel({ fetch }),
  signatureHeader: 'x-hub-signature-256',
  inbound: {
    text: signed(fixture('text')),
    receipt: signed(fixture('status-read')),
    unknown: signed(fixture('field-of-tomorrow')),
    mixed: signed(fixture('many-at-once')),
    notReadable: signed(Buffer.from('<xml>not what was agreed</xml>')),
  },
  provider: {
    accepted: { status: 200, headers: json, body: accepted },
    throttled: {
      status: 429,
      headers: { ...json, 'retry-after': '7' },
      body: refusal(130429, 'Rate limit hit'),
    },
    refused: { status: 400, headers: json, body: refusal(131026, 'Message undeliverable') },
    unauthorised: { status: 401, headers: json, body: refusal(190, 'Error validating access token') },
  },
  acceptedId: 'wamid.ACCEPTED',
  to: [{ channel: 'whatsapp', scope: inbox.portfolioId, kind: 'phone', value: '16505551234' }],
  contents,
  secrets: [inbox.accessToken, inbox.appSecrets[0], inbox.verifyToken, '16505551234'],
});
