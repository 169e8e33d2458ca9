import type { MessageContent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { buildContent } from './build-payload.ts';

const body = 'Choose';
const rows = [
  { id: 'r', title: 'Row', description: 'More' },
  { id: 's', title: 'Other' },
];

describe('content for the Graph API', () => {
  it.each<[MessageContent, unknown]>([
    [{ type: 'text', text: 'Hi' }, { body: 'Hi' }],
    [
      { type: 'text', text: 'See https://a.example', previewUrl: true },
      { body: 'See https://a.example', preview_url: true },
    ],
    [
      { type: 'image', media: { providerMediaId: '1', mimeType: 'image/png' }, caption: 'C' },
      { id: '1', caption: 'C' },
    ],
    [{ type: 'image', media: { url: 'https://a.example/b.jpg' } }, { link: 'https://a.example/b.jpg' }],
    [{ type: 'video', media: { providerMediaId: '1' } }, { id: '1' }],
    [
      { type: 'document', media: { providerMediaId: '1', fileName: 'a.pdf' }, caption: 'C' },
      { id: '1', caption: 'C', filename: 'a.pdf' },
    ],
    [
      { type: 'audio', media: { providerMediaId: '1' }, isVoice: true },
      { id: '1', voice: true },
    ],
    [{ type: 'audio', media: { providerMediaId: '1' } }, { id: '1' }],
    [{ type: 'sticker', media: { providerMediaId: '1' }, isAnimated: true }, { id: '1' }],
    [
      { type: 'location', latitude: 1, longitude: -2, name: 'N' },
      { latitude: 1, longitude: -2, name: 'N' },
    ],
    [
      { type: 'reaction', targetProviderMessageId: 'w', emoji: '👍' },
      { message_id: 'w', emoji: '👍' },
    ],
    [
      { type: 'reaction', targetProviderMessageId: 'w' },
      { message_id: 'w', emoji: '' },
    ],
  ])('is put under the name of its type (%o)', (content, expected) => {
    expect(buildContent(content)).toEqual({ type: content.type, body: expected });
  });

  it('gives a card the second part of a name that the provider asks for', () => {
    const contacts = [
      { name: { formatted: 'Ada' } },
      {
        name: { formatted: 'Dr. Ada Lovelace', first: 'Ada', last: 'Lovelace', prefix: 'Dr.' },
        phones: [{ phone: '+491', type: 'WORK', channelId: '491' }],
        emails: [{ email: 'a@b.example' }],
        organisation: { company: 'Engines' },
        addresses: [{ city: 'London' }],
        urls: [{ url: 'https://a.example', type: 'HOME' }],
        birthday: '1815-12-10',
      },
    ];
    expect(buildContent({ type: 'contacts', contacts }).body).toEqual([
      { name: { formatted_name: 'Ada', first_name: 'Ada' } },
      {
        name: { formatted_name: 'Dr. Ada Lovelace', first_name: 'Ada', last_name: 'Lovelace', prefix: 'Dr.' },
        phones: [{ phone: '+491', type: 'WORK', wa_id: '491' }],
        emails: [{ email: 'a@b.example' }],
        org: { company: 'Engines' },
        addresses: [{ city: 'London' }],
        urls: [{ url: 'https://a.example', type: 'HOME' }],
        birthday: '1815-12-10',
      },
    ]);
  });

  it.each<[string, Extract<MessageContent, { type: 'interactive' }>['interactive'], unknown]>([
    [
      'buttons',
      {
        kind: 'buttons',
        body,
        header: { type: 'text', text: 'H' },
        footer: 'F',
        buttons: [{ id: 'a', title: 'A' }],
      },
      {
        type: 'button',
        header: { type: 'text', text: 'H' },
        body: { text: body },
        footer: { text: 'F' },
        action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
      },
    ],
    [
      'buttons below a document',
      {
        kind: 'buttons',
        body,
        header: { type: 'document', media: { providerMediaId: '1', fileName: 'a.pdf' } },
        buttons: [{ id: 'a', title: 'A' }],
      },
      {
        type: 'button',
        header: { type: 'document', document: { id: '1', filename: 'a.pdf' } },
        body: { text: body },
        action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
      },
    ],
    [
      'buttons below a linked picture',
      {
        kind: 'buttons',
        body,
        header: { type: 'image', media: { url: 'https://a.example/b.jpg', fileName: 'b.jpg' } },
        buttons: [{ id: 'a', title: 'A' }],
      },
      {
        type: 'button',
        header: { type: 'image', image: { link: 'https://a.example/b.jpg' } },
        body: { text: body },
        action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
      },
    ],
    [
      'a list',
      { kind: 'list', body, button: 'Open', sections: [{ title: 'S', rows }] },
      { type: 'list', body: { text: body }, action: { button: 'Open', sections: [{ title: 'S', rows }] } },
    ],
    [
      'a link',
      { kind: 'link', body, label: 'Shop', url: 'https://shop.example' },
      {
        type: 'cta_url',
        body: { text: body },
        action: { name: 'cta_url', parameters: { display_text: 'Shop', url: 'https://shop.example' } },
      },
    ],
    [
      'a flow',
      {
        kind: 'flow',
        body,
        flowId: '7',
        label: 'Start',
        token: 't',
        screen: 'ONE',
        data: { a: 1 },
        draft: true,
      },
      {
        type: 'flow',
        body: { text: body },
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_id: '7',
            flow_cta: 'Start',
            flow_token: 't',
            flow_action: 'navigate',
            flow_action_payload: { screen: 'ONE', data: { a: 1 } },
            mode: 'draft',
          },
        },
      },
    ],
    [
      'a flow whose endpoint chooses',
      { kind: 'flow', body, flowId: '7', label: 'Start', token: 't', action: 'data_exchange' },
      {
        type: 'flow',
        body: { text: body },
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_id: '7',
            flow_cta: 'Start',
            flow_token: 't',
            flow_action: 'data_exchange',
          },
        },
      },
    ],
    [
      'asking for a place',
      { kind: 'location_request', body },
      { type: 'location_request_message', body: { text: body }, action: { name: 'send_location' } },
    ],
    [
      'asking for the own contact card',
      { kind: 'contact_request', body },
      { type: 'request_contact_info', body: { text: body }, action: { name: 'request_contact_info' } },
    ],
  ])('can be tappable (%s)', (_case, interactive, expected) => {
    expect(buildContent({ type: 'interactive', interactive })).toEqual({
      type: 'interactive',
      body: expected,
    });
  });

  it('can be a template; the place of a button is a string and the language has an underscore', () => {
    const content: MessageContent = {
      type: 'template',
      name: 'order_update',
      language: 'pt-BR',
      components: [
        {
          type: 'header',
          parameters: [{ type: 'document', document: { id: '1', filename: 'invoice.pdf' } }],
        },
        { type: 'body', parameters: [{ type: 'text', text: 'Pablo', parameter_name: 'first_name' }] },
        {
          type: 'button',
          subType: 'quick_reply',
          index: 1,
          parameters: [{ type: 'payload', payload: 'STOP' }],
        },
      ],
    };
    expect(buildContent(content).body).toEqual({
      name: 'order_update',
      language: { code: 'pt_BR' },
      components: [
        {
          type: 'header',
          parameters: [{ type: 'document', document: { id: '1', filename: 'invoice.pdf' } }],
        },
        { type: 'body', parameters: [{ type: 'text', text: 'Pablo', parameter_name: 'first_name' }] },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '1',
          parameters: [{ type: 'payload', payload: 'STOP' }],
        },
      ],
    });
    expect(
      buildContent({ type: 'template', name: 'hello_world', language: 'en', components: [] }).body,
    ).toEqual({
      name: 'hello_world',
      language: { code: 'en' },
    });
  });
});
