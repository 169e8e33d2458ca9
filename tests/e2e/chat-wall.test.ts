import type { ConversationId } from '@parley/core';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectChat, says } from './chat-client.ts';
import { type ChatDeskHarness, type ChatTenant, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;
let token: string;
let conversationId: ConversationId;

beforeAll(async () => {
  desk = await openChatDesk();
  token = await desk.token(desk.acme, 'owner');
  const { body } = await desk.call<{ readonly conversationId: ConversationId }>(
    desk.acme,
    'POST',
    '/messages',
    {
      token,
      body: { clientMessageId: 'm1', content: { type: 'text', text: 'canary of the owner' } },
    },
  );
  conversationId = body.conversationId;
});
afterAll(() => desk.close());

const codeOf = async (
  tenant: ChatTenant,
  path: string,
  given: string | undefined,
): Promise<readonly [number, string | undefined]> => {
  const { status, body } = await desk.call<{ readonly error?: { readonly code: string } }>(
    tenant,
    'GET',
    path,
    {
      ...(given === undefined ? {} : { token: given }),
    },
  );
  expect(JSON.stringify(body)).not.toContain('canary');
  return [status, body.error?.code];
};

describe('what a customer can reach', () => {
  it('is nothing of another customer: their conversations do not exist for them', async () => {
    const other = await desk.token(desk.acme, 'somebody-else');
    const path = `/conversations/${conversationId}`;
    // Somebody who has a conversation of their own, and so is a customer as well.
    const own = await desk.call(desk.acme, 'POST', '/messages', {
      token: other,
      body: { clientMessageId: 'm1', content: { type: 'text', text: 'mine' } },
    });
    expect(own.status).toBe(201);
    expect(await codeOf(desk.acme, `${path}/messages`, other)).toEqual([404, 'conversation_not_found']);
    for (const [suffix, body] of [
      [`${path}/read`, { upToSeq: 1 }],
      ['/messages', { clientMessageId: 'x', conversationId, content: { type: 'text', text: 'let me in' } }],
    ] as const) {
      const answer = await desk.call(desk.acme, 'POST', suffix, { token: other, body });
      expect([answer.status, answer.body]).toMatchObject([
        404,
        { error: { code: 'conversation_not_found' } },
      ]);
    }
    const { body } = await desk.call<{ readonly items: readonly unknown[] }>(
      desk.acme,
      'GET',
      '/conversations',
      { token: other },
    );
    expect(body.items).toHaveLength(1);
    const client = connectChat(desk, desk.acme, { token: other });
    await client.seen(({ t }) => t === 'ready');
    client.send({ t: 'read', conversationId, data: { upToSeq: 1 } });
    client.send({ t: 'ack', conversationId, data: { upToSeq: 1 } });
    client.send({ t: 'typing', conversationId, data: { isTyping: true } });
    client.send({ t: 'resume', data: { cursors: { [conversationId]: 0 } } });
    const resumed = await client.seen(({ t }) => t === 'resume');
    expect(Object.keys(resumed.data.cursors)).not.toContain(conversationId);
    const errors = client.frames.filter(({ t }) => t === 'error').map(({ data }) => data.code);
    expect(errors).toEqual(['conversation_not_found', 'conversation_not_found']);
    expect(JSON.stringify(client.frames)).not.toContain('canary');
    client.close();
  });

  it('is nothing of their own in another inbox, whose host signs tokens of its own', async () => {
    const second: ChatTenant = { ...desk.acme, inboxId: `inb_${'5'.repeat(32)}`, audience: 'parley:second' };
    await desk.staff(desk.acme).inboxes.create({
      id: second.inboxId,
      name: 'Second chat',
      channel: 'chatapp',
      settings: { token: { issuer: second.issuer, audience: second.audience, algorithm: 'HS256' } },
      credentials: { tokenSecrets: [second.secret] },
    });
    expect(await codeOf(second, '/conversations', token)).toEqual([401, 'unauthenticated']);
    const same = await desk.token(second, 'owner');
    expect(await codeOf(second, `/conversations/${conversationId}/messages`, same)).toEqual([
      404,
      'conversation_not_found',
    ]);
    expect((await desk.call(second, 'GET', '/conversations', { token: same })).body).toEqual({ items: [] });
    // And it does not let anonymous visitors in.
    const { status, body } = await desk.call(second, 'POST', '/visitors');
    expect([status, body]).toMatchObject([403, { error: { code: 'anonymous_not_allowed' } }]);
  });

  it('is nothing of another account, whatever token they bring', async () => {
    const foreign = await desk.token(desk.globex, 'owner');
    expect(await codeOf(desk.acme, '/conversations', foreign)).toEqual([401, 'unauthenticated']);
    expect(await codeOf(desk.globex, '/conversations', token)).toEqual([401, 'unauthenticated']);
    const visitor = await desk.visitor(desk.globex);
    expect(await codeOf(desk.acme, '/conversations', visitor)).toEqual([401, 'unauthenticated']);
    const own = await desk.token(desk.globex, 'owner');
    expect(await codeOf(desk.globex, `/conversations/${conversationId}/messages`, own)).toEqual([
      404,
      'conversation_not_found',
    ]);
  });

  it('takes a token that is signed, for this inbox, and not too old', async () => {
    const sign = (by: ChatTenant, secret: string, expSeconds: number) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ jti: 'j' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(by.issuer)
        .setAudience(by.audience)
        .setSubject('owner')
        .setIssuedAt(now + expSeconds - 60)
        .setExpirationTime(now + expSeconds)
        .sign(new TextEncoder().encode(secret));
    };
    const wrong = await sign(desk.acme, 'x'.repeat(40), 60);
    const old = await sign(desk.acme, desk.acme.secret, -120);
    for (const bad of [undefined, 'x', desk.acme.apiKey, desk.acme.appKey, wrong])
      expect(await codeOf(desk.acme, '/conversations', bad)).toEqual([401, 'unauthenticated']);
    expect(await codeOf(desk.acme, '/conversations', old)).toEqual([401, 'token_expired']);
    for (const bad of [wrong, old]) {
      const client = connectChat(desk, desk.acme, { token: bad });
      expect(await client.closed).toBe(4401);
    }
  });

  it('is not the API of staff', async () => {
    for (const path of [
      '/v1/conversations',
      '/v1/customers',
      '/v1/events',
      `/v1/conversations/${conversationId}/notes`,
    ]) {
      const response = await fetch(`${desk.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('is open to the pages of the inbox and no others', async () => {
    const preflight = async (tenant: ChatTenant, origin: string) => {
      const { headers } = await desk.call(tenant, 'OPTIONS', '/messages', { headers: { origin } });
      return headers.get('access-control-allow-origin');
    };
    expect(await preflight(desk.acme, desk.acme.issuer)).toBe(desk.acme.issuer);
    expect(await preflight(desk.acme, desk.globex.issuer)).toBeNull();
    expect(await preflight(desk.acme, `${desk.acme.issuer}.evil.example`)).toBeNull();
    const refused = await desk.call(desk.acme, 'GET', '/conversations', {
      headers: { origin: desk.acme.issuer },
    });
    // A page must be able to read why it was refused.
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
      401,
      desk.acme.issuer,
    ]);
    const evil = connectChat(desk, desk.acme, { token, origin: 'https://evil.example' });
    expect(await evil.closed).toBe(4403);
    const good = connectChat(desk, desk.acme, { token, origin: desk.acme.issuer });
    await good.seen(({ t }) => t === 'ready');
    good.close();
  });

  it('does not include what staff note, on any way', async () => {
    const client = connectChat(desk, desk.acme, { token });
    await client.seen(({ t }) => t === 'ready');
    const staff = desk.staff(desk.acme);
    await staff.notes.add(conversationId, { text: 'canary of staff' });
    await staff.conversations.change(conversationId, { priority: 'urgent' });
    client.send(says('m2', 'are you there?'));
    await client.seen(({ t, seq }) => t === 'message' && seq === 2);
    client.close();
    const { body } = await desk.call(desk.acme, 'GET', `/conversations/${conversationId}/messages`, {
      token,
    });
    const shown = JSON.stringify([client.frames, body]);
    for (const secret of ['canary of staff', 'urgent', 'agt_', 'cus_', 'acc_', 'provider']) {
      expect(shown, secret).not.toContain(secret);
    }
  });
});

describe('too much at once', () => {
  it('is told when to go on, and a repeat of what was taken costs nothing', async () => {
    const quick = await desk.token(desk.acme, 'quick');
    const say = (n: number) =>
      desk.call<{
        readonly error?: { readonly code: string; readonly details: { readonly retryAfterMs: number } };
      }>(desk.acme, 'POST', '/messages', {
        token: quick,
        body: { clientMessageId: `q${n}`, content: { type: 'text', text: `${n}` } },
      });
    for (let n = 1; n <= 20; n += 1) expect((await say(n)).status).toBe(201);
    const refused = await say(21);
    expect(refused.status).toBe(429);
    expect(refused.body.error?.code).toBe('rate_limited');
    expect(refused.body.error?.details.retryAfterMs).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await say(20)).status).toBe(201);
    const client = connectChat(desk, desk.acme, { token: quick });
    client.send({ ...says('q22', 'one more'), id: 'f1' });
    const error = await client.seen(({ t }) => t === 'error');
    expect(error).toMatchObject({ id: 'f1', data: { code: 'rate_limited', clientMessageId: 'q22' } });
    client.close();
  });

  it('is at most five new conversations in an hour', async () => {
    const restless = await desk.token(desk.acme, 'restless');
    const staff = desk.staff(desk.acme);
    const statuses: number[] = [];
    for (let n = 1; n <= 6; n += 1) {
      const { status, body } = await desk.call<{ readonly conversationId: ConversationId }>(
        desk.acme,
        'POST',
        '/messages',
        { token: restless, body: { clientMessageId: `c${n}`, content: { type: 'text', text: `${n}` } } },
      );
      statuses.push(status);
      if (status === 201) await staff.conversations.change(body.conversationId, { status: { to: 'closed' } });
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});
