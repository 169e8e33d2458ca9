import { channelContract } from '@parley/contract-tests';
import { keys, openChannel, signed } from './__fixtures__/chat-inbox.ts';

const json = { 'content-type': 'application/json' };
const message = {
  customerId: 'c-1001',
  messageId: 'app-1',
  text: 'Where is my order?',
  sentAt: '2026-11-02T08:59:58Z',
  name: 'Sara',
};

channelContract('chatapp', {
  create: (fetch) => openChannel({ fetch }),
  signatureHeader: 'webhook-signature',
  inbound: {
    text: signed({ messages: [message] }),
    receipt: signed({
      reads: [{ messageId: 'msg_0199c5f2a3b47c1d8e2f0199c5f2a3b4', at: '2026-11-02T08:59:59Z' }],
    }),
    unknown: signed({ calls: [{ customerId: 'c-1001', durationSeconds: 12 }] }),
    mixed: signed({
      messages: [message, { ...message, messageId: 'app-2', sentAt: 'yesterday' }],
      deliveries: [{ messageId: 'app-out-1', at: '2026-11-02T08:59:59Z' }],
    }),
    notReadable: signed(Buffer.from('<xml>not what was agreed</xml>')),
  },
  provider: {
    accepted: { status: 200, headers: json, body: JSON.stringify({ messageId: 'app-out-7' }) },
    throttled: { status: 429, headers: { ...json, 'retry-after': '7' }, body: '{"error":"too many"}' },
    refused: { status: 422, headers: json, body: '{"error":"we do not want it"}' },
    unauthorised: { status: 401, headers: json, body: '{"error":"who are you"}' },
  },
  acceptedId: 'app-out-7',
  to: [{ channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'c-1001' }],
  contents: {
    text: { type: 'text', text: 'Your parcel left Leipzig this morning.' },
    image: { type: 'image', media: { url: 'https://files.example/a.png' }, caption: 'Like this' },
    video: {
      type: 'video',
      media: { providerMediaId: 'med_0199c5f2a3b47c1d8e2f0199c5f2a3b4' },
      caption: 'This is how',
    },
    audio: { type: 'audio', media: { providerMediaId: 'med_0199c5f2a3b47c1d8e2f0199c5f2a3b4' } },
    document: { type: 'document', media: { url: 'https://files.example/a.pdf', fileName: 'invoice.pdf' } },
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
  },
  secrets: [keys.app, keys.token, keys.webhook, 'c-1001'],
});
