import type { ChannelSendError, IdentityRef, OutboundRequest } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { inbox, openChannel } from './__fixtures__/fixture.ts';
import { type SeenRequest, sendJson, startProvider } from './__fixtures__/provider-server.ts';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';

const scope = inbox.portfolioId;
const phone: IdentityRef = { channel: 'whatsapp', scope, kind: 'phone', value: '16505551234' };
const userId: IdentityRef = { channel: 'whatsapp', scope, kind: 'user_id', value: 'US.13491208655302741918' };
const parentId: IdentityRef = { channel: 'whatsapp', scope, kind: 'parent_user_id', value: 'US.ENT.1' };
const request: OutboundRequest = {
  messageId: 'msg_0199c5f2a3b47c1d8e2f0199c5f2a3b4',
  to: [phone],
  content: { type: 'text', text: 'Hi' },
};
const accepted = { messaging_product: 'whatsapp', messages: [{ id: 'wamid.NEW' }] };

function answering(...answers: { status?: number; headers?: Record<string, string>; body: unknown }[]) {
  const bodies: Record<string, unknown>[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
    const { status = 200, headers = {}, body } = answers.shift() ?? { body: accepted };
    return new Response(JSON.stringify(body), { status, headers });
  };
  return { fetch, bodies };
}

async function failureOf(work: Promise<unknown>): Promise<ChannelSendError> {
  return work.then(
    () => Promise.reject(new Error('it was sent')),
    (error: ChannelSendError) => error,
  );
}

describe('a message on its way', () => {
  it('says who gets it, what it is and who we are', async () => {
    const { fetch, bodies } = answering();
    const receipt = await openChannel({ fetch, messagingAccountId: '77' }).send({
      ...request,
      replyToProviderMessageId: 'wamid.OLD',
    });
    expect(receipt).toEqual({ providerMessageId: 'wamid.NEW' });
    expect(bodies).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+16505551234',
        type: 'text',
        context: { message_id: 'wamid.OLD' },
        biz_opaque_callback_data: request.messageId,
        messaging_account_id: '77',
        text: { body: 'Hi' },
      },
    ]);
  });

  it.each<[string, IdentityRef[], Record<string, string> | 'refused']>([
    ['a phone before a user id', [userId, phone], { to: '+16505551234' }],
    ['a user id as a recipient', [parentId, userId], { recipient: 'US.13491208655302741918' }],
    ['a parent user id where there is nothing else', [parentId], { recipient: 'US.ENT.1' }],
    ['a phone that is written with its plus', [{ ...phone, value: '+4930' }], { to: '+4930' }],
    [
      'a phone of this scope before another',
      [{ ...phone, scope: 'x', value: '1' }, phone],
      { to: '+16505551234' },
    ],
    ['a phone of another scope before nothing', [{ ...phone, scope: 'x' }, userId], { to: '+16505551234' }],
    ['no user id of another scope', [{ ...userId, scope: 'x' }], 'refused'],
    ['no phone of another channel', [{ ...phone, channel: 'sms' }], 'refused'],
    ['nobody', [], 'refused'],
  ])('goes to %s', async (_case, to, expected) => {
    const { fetch, bodies } = answering();
    const sending = openChannel({ fetch }).send({ ...request, to });
    if (expected === 'refused') {
      expect(await failureOf(sending)).toMatchObject({
        code: 'recipient_has_no_address',
        failure: 'refused',
      });
      expect(bodies).toEqual([]);
      return;
    }
    await sending;
    expect(bodies[0]).toMatchObject(expected);
    expect(Object.keys(bodies[0] ?? {}).filter((key) => key === 'to' || key === 'recipient')).toEqual(
      Object.keys(expected),
    );
  });

  it('that a customer was sent too fast waits longer each time, and not any more once one was taken', async () => {
    const tooFast = { status: 400, body: { error: { code: 131056, message: 'pair rate' } } };
    const { fetch } = answering(tooFast, tooFast, tooFast, { body: accepted }, tooFast);
    let now = new Date('2026-11-02T09:00:00Z');
    const channel = openChannel({ fetch, clock: { now: () => now } });
    for (const waitMs of [1000, 4000, 16000]) {
      const error = await failureOf(channel.send(request));
      expect(error).toMatchObject({
        code: 'pair_rate_limited',
        providerCode: '131056',
        failure: 'not_sent',
        retryable: true,
        retryAfterMs: waitMs,
      });
      expect(channel.pace?.([phone], now)).toBe(waitMs);
      now = new Date(now.getTime() + waitMs);
      expect(channel.pace?.([phone], now)).toBe(0);
    }
    await channel.send(request);
    expect(await failureOf(channel.send(request))).toMatchObject({ retryAfterMs: 1000 });
  });

  it('is told to wait as long as the provider says, if that is longer than our own rule', async () => {
    const { fetch } = answering({
      status: 429,
      headers: { 'retry-after': '90' },
      body: { error: { code: 131056 } },
    });
    expect(await failureOf(openChannel({ fetch }).send(request))).toMatchObject({ retryAfterMs: 90_000 });
  });

  it('is refused for an error that comes with a success', async () => {
    const { fetch } = answering({ status: 200, body: { error: { code: 131026, message: 'x' } } });
    expect(await failureOf(openChannel({ fetch }).send(request))).toMatchObject({
      code: 'recipient_unreachable',
      failure: 'refused',
    });
  });

  it('is never sent as content that is not for sending', async () => {
    const { fetch, bodies } = answering();
    const content = { type: 'unsupported', kind: 'poll_creation' } as const;
    expect(await failureOf(openChannel({ fetch }).send({ ...request, content }))).toMatchObject({
      code: 'content_not_supported',
      failure: 'refused',
    });
    expect(bodies).toEqual([]);
  });
});

describe('telling that a message was read', () => {
  it('names the message, and shows typing only when asked to', async () => {
    const done = { body: { success: true } };
    const { fetch, bodies } = answering(done, done);
    const channel = openChannel({ fetch });
    await channel.markRead?.('wamid.IN');
    await channel.markRead?.('wamid.IN', { typing: true });
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.IN' };
    expect(bodies).toEqual([read, { ...read, typing_indicator: { type: 'text' } }]);
  });

  it('may be repeated when its answer is lost', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }));
    expect(await failureOf(openChannel({ fetch }).markRead?.('wamid.IN') as Promise<void>)).toMatchObject({
      failure: 'not_sent',
      retryable: true,
    });
  });
});

describe('a message over a real connection', () => {
  const open = (origin: string, timeoutMs = 5_000) =>
    createWhatsAppChannel({ ...inbox, graphBaseUrl: `${origin}/`, apiVersion: 'v26.0', timeoutMs });

  it('is posted as JSON with the token, to the number of the inbox, over kept connections', async () => {
    const ports = new Set<string>();
    await using provider = await startProvider((_request, response) => {
      ports.add(String(response.req.socket.remotePort));
      sendJson(response, accepted);
    });
    const channel = open(provider.origin);
    for (let sent = 0; sent < 10; sent += 1) await channel.send(request);
    const [seen] = provider.seen as [SeenRequest];
    expect(`${seen.method} ${seen.url}`).toBe('POST /v26.0/106540352242922/messages');
    expect(seen.headers).toMatchObject({
      authorization: `Bearer ${inbox.accessToken}`,
      'content-type': 'application/json',
      'user-agent': 'parley-channel-whatsapp',
    });
    expect(JSON.parse(seen.body.toString())).toMatchObject({ to: '+16505551234' });
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it('is of unknown fate when the connection breaks after it was written', async () => {
    await using provider = await startProvider((_request, response) => response.socket?.destroy());
    expect(await failureOf(open(provider.origin).send(request))).toMatchObject({
      failure: 'unknown',
      retryable: false,
      code: 'outcome_unknown',
    });
    expect(provider.seen).toHaveLength(1);
  });

  it('is of unknown fate when no answer comes in time', async () => {
    let answers = 1;
    await using provider = await startProvider((_request, response) => {
      if (answers-- > 0) sendJson(response, accepted);
    });
    const channel = open(provider.origin, 1_500);
    await channel.send(request);
    const error = await failureOf(channel.send(request));
    expect(error).toMatchObject({
      failure: 'unknown',
      retryable: false,
      details: { networkCode: 'TimeoutError' },
    });
  });

  it('is of unknown fate when the answer breaks off, or never ends', async () => {
    const half = JSON.stringify(accepted).slice(0, -10);
    await using breaking = await startProvider((_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write(half, () => response.socket?.destroy());
    });
    expect(await failureOf(open(breaking.origin).send(request))).toMatchObject({ failure: 'unknown' });
    await using endless = await startProvider((_request, response) => {
      response.writeHead(200);
      const more = (): void =>
        void (response.writable && response.write(Buffer.alloc(256 * 1024, 0x20), more));
      more();
    });
    expect(await failureOf(open(endless.origin).send(request))).toMatchObject({ failure: 'unknown' });
  });

  it('was not sent when nobody listens', async () => {
    const origin = await startProvider(() => undefined).then(async (provider) => {
      await provider[Symbol.asyncDispose]();
      return provider.origin;
    });
    expect(await failureOf(open(origin).send(request))).toMatchObject({
      failure: 'not_sent',
      retryable: true,
      details: { networkCode: 'ECONNREFUSED' },
    });
  });

  it('does not follow a redirect with the token', async () => {
    await using elsewhere = await startProvider((_request, response) => sendJson(response, accepted));
    await using provider = await startProvider(
      (_request, response) => void response.writeHead(307, { location: elsewhere.origin }).end(),
    );
    expect(await failureOf(open(provider.origin).send(request))).toMatchObject({
      code: 'unexpected_redirect',
      failure: 'channel_down',
    });
    expect(elsewhere.seen).toHaveLength(0);
  });
});
