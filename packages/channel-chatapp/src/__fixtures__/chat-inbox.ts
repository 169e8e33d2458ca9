import type { Channel, JsonObject, RawRequest } from '@parley/core';
import { createFakeClock } from '@parley/core/testing';
import { createChatAppChannel } from '../create-chat-app-channel.ts';
import type { ChatAppOptions } from '../options.ts';
import { signWebhook } from '../outbound/webhook-signature.ts';

/** The moment every fixture is of. */
export const at = new Date('2026-11-02T09:00:00.000Z');

/** The keys of the fixtures' inbox. */
export const keys = {
  app: 'app-key-3f9c-0123456789abcdefghijklm',
  oldApp: 'old-app-key-77a1-0123456789abcdefghij',
  token: 'token-secret-51be-0123456789abcdefgh',
  oldToken: 'old-token-secret-9c0d-0123456789abcd',
  webhook: 'whsec_c2lnbnMtd2hhdC13ZS10ZWxsLXRoZS1ob3N0',
} as const;

/** An inbox with everything: tokens, calls in both directions. */
export const inbox = {
  settings: {
    allowedOrigins: ['https://shop.example'],
    allowsAnonymous: true,
    greeting: 'Hello',
    expectedReplyMinutes: 5,
    token: { issuer: 'https://shop.example', audience: 'parley', algorithm: 'HS256' },
    webhookUrl: 'https://shop.example/parley',
  },
  credentials: {
    apiKeys: [keys.app, keys.oldApp],
    tokenSecrets: [keys.token, keys.oldToken],
    webhookSecrets: [keys.webhook],
  },
} as const satisfies { readonly settings: JsonObject; readonly credentials: JsonObject };

/** The channel of that inbox; it reaches nobody unless told otherwise. */
export function openChannel(
  options: ChatAppOptions = {},
  changes: { readonly settings?: JsonObject; readonly credentials?: JsonObject } = {},
): Channel {
  const fetch = () => Promise.reject(new Error('no call was expected'));
  return createChatAppChannel(
    {
      settings: { ...inbox.settings, ...changes.settings },
      credentials: { ...inbox.credentials, ...changes.credentials },
    },
    { clock: createFakeClock(at), fetch, ...options },
  );
}

/** A request of the host's backend with these headers. */
export function request(
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${keys.app}` },
): RawRequest {
  return {
    method: 'POST',
    url: '/webhooks/chatapp/inb_0199c5f2a3b47c1d8e2f0199c5f2a3b4',
    header: (name) => headers[name],
    body: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
  };
}

/** The same, signed instead of shown a key. */
export function signed(body: unknown, key: string = keys.app): RawRequest {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const timestamp = String(at.getTime() / 1000);
  const secret = [Buffer.from(key, 'utf8')];
  // Signatures without the letters that tests put into them, so that a changed one always is another one.
  for (let n = 0; ; n += 1) {
    const id = `call-${n}`;
    const signature = signWebhook(secret, { id, timestamp, body: bytes });
    if (/[xA]/.test(signature.slice(3))) continue;
    return request(bytes, {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
  }
}
