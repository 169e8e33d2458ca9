import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { at, inbox, keys, openChannel } from '../__fixtures__/chat-inbox.ts';
import { createChatAppChannel } from '../create-chat-app-channel.ts';

const messageId = `msg_${'0'.repeat(32)}` as const;
const visitor = { channel: 'chatapp', scope: 'inb_1', kind: 'visitor', value: 'v-1' };
const request = { messageId, to: [visitor], content: { type: 'text', text: 'Hello' } } as const;

describe('a message to a customer of the chat app', () => {
  it('has arrived where the customer looks as soon as it is stored, where there is no backend to tell', async () => {
    const { webhookUrl: _gone, ...settings } = inbox.settings;
    const channel = createChatAppChannel(
      { settings, credentials: inbox.credentials },
      { fetch: () => Promise.reject(new Error('no call was expected')) },
    );
    expect(await channel.send(request)).toEqual({ providerMessageId: messageId });
  });

  it('is told to the backend, signed as Standard Webhooks ask for', async () => {
    const calls: { url: string; headers: Headers; body: string }[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      calls.push({ url: String(url), headers: new Headers(init?.headers), body: String(init?.body) });
      return Response.json({ messageId: 'app-9' });
    };
    expect(await openChannel({ fetch }).send(request)).toEqual({ providerMessageId: 'app-9' });
    const [call] = calls;
    if (call === undefined) throw new Error('the backend was not called');
    expect(JSON.parse(call.body)).toEqual({
      type: 'message.created',
      timestamp: at.toISOString(),
      data: { messageId, visitorId: 'v-1', content: request.content },
    });
    const id = call.headers.get('webhook-id');
    const timestamp = call.headers.get('webhook-timestamp');
    expect([id, timestamp]).toEqual([messageId, String(at.getTime() / 1000)]);
    // Written out again, as a receiver would: the secret is what follows whsec_, decoded.
    const secret = Buffer.from(keys.webhook.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.${call.body}`).digest('base64');
    expect(call.headers.get('webhook-signature')).toBe(`v1,${expected}`);
  });
});
