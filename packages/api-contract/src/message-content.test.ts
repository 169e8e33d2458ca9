import { expect, test } from 'vitest';
import { sendMessageSchema } from './message.ts';
import { sentContentSchema } from './message-content.ts';

const accepted = [
  { type: 'text', text: 'Hello', previewUrl: true },
  { type: 'image', media: { url: 'https://cdn.example/a.jpg' }, caption: 'Look' },
  { type: 'document', media: { providerMediaId: '123', fileName: 'invoice.pdf' } },
  { type: 'audio', media: { providerMediaId: '123' }, isVoice: true },
  { type: 'location', latitude: -23.55, longitude: -46.63, name: 'Office' },
  { type: 'contacts', contacts: [{ name: { formatted: 'Ana Lee' }, phones: [{ phone: '+16505551234' }] }] },
  {
    type: 'interactive',
    interactive: { kind: 'buttons', body: 'Which?', buttons: [{ id: 'a', title: 'A' }] },
  },
  { type: 'interactive', interactive: { kind: 'location_request', body: 'Where are you?' } },
  { type: 'interactive', interactive: { kind: 'contact_request', body: 'May we have your number?' } },
  { type: 'reaction', targetProviderMessageId: 'wamid.1', emoji: '👍' },
  { type: 'reaction', targetProviderMessageId: 'wamid.1' },
  {
    type: 'template',
    name: 'order_ready',
    language: 'pt_BR',
    components: [{ type: 'body', parameters: [{ type: 'text', text: '42' }] }],
  },
];

test.each(accepted.map((content) => [content.type, content] as const))(
  '%s content can be sent as documented',
  (_type, content) => {
    expect(sentContentSchema.parse(content)).toEqual(content);
  },
);

test.each([
  ['an empty text', { type: 'text', text: '' }],
  ['a place outside the earth', { type: 'location', latitude: 91, longitude: 0 }],
  [
    "the customer's own answer to buttons",
    { type: 'interactive', interactive: { kind: 'button_reply', id: 'a', title: 'A' } },
  ],
  ['media without a source', { type: 'image', media: { mimeType: 'image/jpeg' } }],
  ['media with a hash of its own', { type: 'image', media: { providerMediaId: '1', sha256: 'ab' } }],
  ['an unknown field', { type: 'text', text: 'x', html: '<b>x</b>' }],
])('%s cannot be sent', (_name, content) => {
  expect(sentContentSchema.safeParse(content).success).toBe(false);
});

test('plain text has a short form, and exactly one of the two forms is given', () => {
  expect(sendMessageSchema.safeParse({ text: 'hi' }).success).toBe(true);
  expect(sendMessageSchema.safeParse({ content: { type: 'text', text: 'hi' } }).success).toBe(true);
  expect(sendMessageSchema.safeParse({}).success).toBe(false);
  expect(sendMessageSchema.safeParse({ text: 'hi', content: { type: 'text', text: 'hi' } }).success).toBe(
    false,
  );
});
