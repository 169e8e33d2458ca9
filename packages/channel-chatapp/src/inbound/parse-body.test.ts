import type { InboundEvent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { openChannel } from '../__fixtures__/chat-inbox.ts';

const eventsOf = (body: unknown): readonly InboundEvent[] =>
  openChannel()
    .parse(Buffer.from(JSON.stringify(body)))
    .map(({ event }) => event);
const message = { customerId: 'c-1', messageId: 'm-1', text: 'hi', sentAt: '2026-11-02T09:00:00+01:00' };

describe('what the host’s backend says', () => {
  it('is a message of one of its customers', () => {
    expect(eventsOf({ messages: [{ ...message, name: 'Sara', replyTo: 'msg_1', page: '/cart' }] })).toEqual([
      {
        kind: 'message',
        providerMessageId: 'm-1',
        party: {
          identities: [{ channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'c-1' }],
          name: 'Sara',
        },
        content: { type: 'text', text: 'hi' },
        context: { replyToProviderMessageId: 'msg_1', referral: { page: '/cart' } },
        at: new Date('2026-11-02T08:00:00Z'),
        opensWindow: true,
      },
    ]);
  });

  it('may use the names of the source documents', () => {
    const [event] = eventsOf({
      messages: [
        {
          customer_id: 7,
          channel_message_id: 'm-2',
          content: { type: 'image', text: 'look', media_url: 'https://files.example/a.png' },
          timestamp: '2026-01-05T12:00:00Z',
          sender: { name: 'Sara' },
        },
      ],
    });
    expect(event).toMatchObject({
      kind: 'message',
      providerMessageId: 'm-2',
      party: { identities: [{ value: '7' }], name: 'Sara' },
      content: { type: 'image', caption: 'look', media: { url: 'https://files.example/a.png' } },
    });
  });

  it('keeps content it does not know, and links that are none', () => {
    const [poll, evil] = eventsOf({
      messages: [
        { ...message, content: { type: 'poll', options: ['a'] } },
        { ...message, content: { type: 'image', media: { url: 'javascript:alert(1)' } } },
      ],
    });
    expect(poll).toMatchObject({ content: { type: 'unsupported', kind: 'poll' } });
    expect(evil).toMatchObject({ content: { type: 'unsupported', kind: 'image' } });
  });

  it('is how far our messages got, by our ids or its own', () => {
    const own = `msg_${'0'.repeat(32)}`;
    const when = '2026-11-02T09:00:00Z';
    expect(
      eventsOf({ deliveries: [{ messageId: 'theirs', at: when }], reads: [{ messageId: own, at: when }] }),
    ).toEqual([
      {
        kind: 'delivery',
        providerMessageId: 'theirs',
        evidence: { status: 'delivered', at: new Date(when) },
      },
      {
        kind: 'delivery',
        providerMessageId: own,
        messageId: own,
        evidence: { status: 'read', at: new Date(when) },
      },
    ]);
  });

  it.each([
    ['bad_envelope', []],
    ['bad_envelope', {}],
    ['bad_envelope', 'text'],
    ['bad_list', { messages: 'one' }],
    ['bad_item', { messages: [7] }],
    ['missing_id', { messages: [{ ...message, messageId: '' }] }],
    ['missing_id', { messages: [{ ...message, messageId: 'x'.repeat(256) }] }],
    ['missing_sender', { messages: [{ ...message, customerId: undefined }] }],
    ['missing_sender', { messages: [{ ...message, visitor: { id: 'v', inboxId: 'not one' } }] }],
    ['bad_timestamp', { messages: [{ ...message, sentAt: undefined }] }],
    ['bad_timestamp', { messages: [{ ...message, sentAt: '2026-11-02 09:00' }] }],
    ['bad_timestamp', { messages: [{ ...message, sentAt: '2026-02-31T99:00:00Z' }] }],
    ['bad_timestamp', { reads: [{ messageId: 'm' }] }],
    ['bad_content', { messages: [{ ...message, text: undefined }] }],
    ['bad_content', { messages: [{ ...message, content: {} }] }],
  ])('is set aside with a reason where it cannot be read (%s)', (reason, body) => {
    expect(eventsOf(body)).toMatchObject([{ kind: 'unreadable', reason }]);
  });

  it('is set aside whole where it holds more than a thousand items', () => {
    const messages = Array.from({ length: 1001 }, (_, n) => ({ ...message, messageId: `m-${n}` }));
    expect(eventsOf({ messages })).toMatchObject([{ kind: 'unreadable', reason: 'bad_envelope' }]);
  });

  it('is read again from what a customer’s own client said', () => {
    const channel = openChannel();
    const inboxId = `inb_${'1'.repeat(32)}`;
    const visitor = { channel: 'chatapp', scope: inboxId, kind: 'visitor', value: 'v-1' };
    const event = {
      kind: 'message',
      providerMessageId: 'chat.1.x',
      party: { identities: [visitor] },
      content: {
        type: 'interactive',
        interactive: { kind: 'list_reply', id: 'a', title: 'A', description: 'b' },
      },
      context: { replyToProviderMessageId: 'msg_1' },
      at: new Date('2026-11-02T08:00:00Z'),
      opensWindow: true,
    } as const;
    const item = channel.customerAccess?.toItem(event);
    expect(channel.parse(item?.source() ?? new Uint8Array()).map((again) => again.event)).toEqual([event]);
  });
});
