import {
  ConversationNotFoundError,
  type JsonObject,
  type Logger,
  ServiceWindowClosedError,
  StorageUnavailableError,
} from '@parley/core';
import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeAccountId, fakeApiKey, fakeParley } from './testing/fake-parley.ts';

const cnv = 'cnv_00000000000070008000000000000001';
const inb = 'inb_00000000000070008000000000000001';
const never = <T>() => new Promise<T>(() => undefined);

function recordingLog(): {
  readonly log: Logger;
  readonly lines: { level: string; fields: JsonObject; message: string }[];
} {
  const lines: { level: string; fields: JsonObject; message: string }[] = [];
  const at = (level: string) => (fields: JsonObject, message: string) =>
    void lines.push({ level, fields, message });
  return { lines, log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } };
}

describe('every answer', () => {
  const server = createServer({ parley: fakeParley() });

  test('carries a request id of our own, whatever the caller sent', async () => {
    const answer = await callApi(server, 'GET', '/livez', {
      headers: { 'x-request-id': 'chosen-by-caller' },
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
  });

  test('keeps the request id of a trusted proxy, unless it is not one', async () => {
    const trusting = createServer({ parley: fakeParley(), trustRequestId: true });
    const good = await callApi(trusting, 'GET', '/nowhere', { headers: { 'x-request-id': 'proxy-12345' } });
    expect(good.headers.get('x-request-id')).toBe('proxy-12345');
    expect(good.json).toMatchObject({ error: { requestId: 'proxy-12345' } });
    const bad = await callApi(trusting, 'GET', '/livez', {
      headers: { 'x-request-id': '<script>alert(1)</script>' },
    });
    expect(bad.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test('is not stored by caches, not sniffed, and sets no cookie', async () => {
    for (const path of ['/livez', '/nowhere', '/v1/agents', `/webhooks/whatsapp/${inb}`]) {
      const { headers } = await callApi(server, 'GET', path, { key: null });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.has('set-cookie')).toBe(false);
    }
  });

  test('to an unknown path is route_not_found, with the one error shape', async () => {
    const answer = await callApi(server, 'GET', '/v1/tickets');
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({
      error: {
        code: 'route_not_found',
        message: 'There is no such route.',
        fix: expect.any(String),
        requestId: answer.headers.get('x-request-id'),
        details: {},
      },
    });
  });

  test('to a wrong method names the right ones', async () => {
    const api = await callApi(server, 'DELETE', '/v1/conversations');
    expect([api.status, api.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      const webhook = await callApi(server, method, `/webhooks/whatsapp/${inb}`, { key: null });
      expect([webhook.status, webhook.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  test('to HEAD is that of GET without its body', async () => {
    const answer = await callApi(server, 'HEAD', '/livez');
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});

describe('errors', () => {
  test('nobody threw on purpose show nothing of themselves, and are logged with the request id', async () => {
    const { log, lines } = recordingLog();
    const answer = await callApi(
      createServer({ parley: fakeParley(), log }),
      'POST',
      `/webhooks/whatsapp/${inb}`,
      { body: '{}', key: null },
    );
    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ error: { code: 'internal_error', details: {} } });
    expect(answer.text).not.toMatch(/secret internals|fake|\.ts/);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({
          requestId: answer.headers.get('x-request-id'),
          code: 'internal_error',
          reason: expect.stringContaining('secret internals'),
        }),
      }),
    ]);
  });

  test('of the engine keep their code, words and details', async () => {
    const endedAt = new Date('2026-01-06T08:55:00.000Z');
    const parley = fakeParley({
      desk: { messages: { send: () => Promise.reject(new ServiceWindowClosedError(cnv, endedAt)) } },
    });
    const answer = await callApi(createServer({ parley }), 'POST', `/v1/conversations/${cnv}/messages`, {
      body: { text: 'hi' },
    });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({
      error: {
        code: 'service_window_closed',
        message: 'The service window ended at 2026-01-06T08:55:00.000Z.',
        fix: expect.stringContaining('template'),
        details: { windowEndedAt: '2026-01-06T08:55:00.000Z' },
      },
    });
  });

  test('that pass by themselves say when to come back, in seconds', async () => {
    const parley = fakeParley({ receiveWebhook: () => Promise.reject(new StorageUnavailableError()) });
    const answer = await callApi(createServer({ parley }), 'POST', `/webhooks/whatsapp/${inb}`, {
      body: '{}',
      key: null,
    });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.json).toMatchObject({ error: { code: 'storage_unavailable' } });
  });

  test('of an engine that does not answer are 503 within the deadline, for webhooks and the API alike', async () => {
    const parley = fakeParley({ receiveWebhook: never, desk: { agents: { list: never } }, check: never });
    const server = createServer({ parley, deadlineMs: 30 });
    for (const [method, path] of [
      ['POST', `/webhooks/whatsapp/${inb}`],
      ['GET', '/v1/agents'],
      ['GET', '/readyz'],
    ] as const) {
      const answer = await callApi(server, method, path, method === 'POST' ? { body: '{}' } : {});
      expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '2']);
    }
  });

  test.each([`/webhooks/whatsapp/${inb}`, '/v1/inboxes'])(
    'of a body that does not come in time are 408, over Fetch: %s',
    async (path) => {
      const server = createServer({ parley: fakeParley(), bodyTimeoutMs: 20 });
      const stalled = new ReadableStream<Uint8Array>({ pull: never });
      const request = new Request(`http://desk.example${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fakeApiKey}`, 'content-type': 'application/json' },
        body: stalled,
        duplex: 'half',
      } as RequestInit);
      const response = await server.fetch(request);
      expect(response.status).toBe(408);
      expect(await response.json()).toMatchObject({ error: { code: 'body_timeout' } });
    },
  );

  test('of work that ends after the deadline disturb nobody', async () => {
    let fail: (error: Error) => void = () => undefined;
    const parley = fakeParley({ receiveWebhook: () => new Promise((_resolve, reject) => (fail = reject)) });
    const answer = await callApi(
      createServer({ parley, deadlineMs: 5 }),
      'POST',
      `/webhooks/whatsapp/${inb}`,
      { body: '{}' },
    );
    expect(answer.status).toBe(503);
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('the log', () => {
  test('has one line per request, without tokens, bodies or query strings', async () => {
    const { log, lines } = recordingLog();
    const parley = fakeParley({ desk: { customers: { list: () => Promise.resolve({ items: [] }) } } });
    await callApi(createServer({ parley, log }), 'GET', '/v1/customers?search=sara.lee');
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: {
          requestId: expect.stringMatching(/^req_/),
          method: 'GET',
          route: '/v1/customers',
          status: 200,
          durationMs: expect.any(Number),
          accountId: fakeAccountId,
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`sara|${fakeApiKey}`));
  });

  test('names the code of an error, and the pattern of a route instead of its ids', async () => {
    const { log, lines } = recordingLog();
    const parley = fakeParley({
      desk: { conversations: { get: (id) => Promise.reject(new ConversationNotFoundError(id)) } },
    });
    await callApi(createServer({ parley, log }), 'GET', `/v1/conversations/${cnv}`);
    expect(lines[0]?.fields).toMatchObject({
      route: '/v1/conversations/:id',
      status: 404,
      code: 'conversation_not_found',
    });
    expect(JSON.stringify(lines)).not.toContain(cnv);
  });
});

describe('health', () => {
  test('is alive without the database, and ready only with it', async () => {
    const server = createServer({
      parley: fakeParley({ check: () => Promise.reject(new StorageUnavailableError()) }),
    });
    expect((await callApi(server, 'GET', '/livez', { key: null })).json).toEqual({ status: 'ok' });
    expect((await callApi(server, 'GET', '/readyz', { key: null })).status).toBe(503);
  });

  test('stops being ready when the server drains, while requests are still answered', async () => {
    const parley = fakeParley({ desk: { agents: { list: () => Promise.resolve([]) } } });
    const server = createServer({ parley });
    expect((await callApi(server, 'GET', '/readyz', { key: null })).status).toBe(200);
    server.startDraining();
    const ready = await callApi(server, 'GET', '/readyz', { key: null });
    expect(ready.status).toBe(503);
    expect(ready.json).toMatchObject({ error: { code: 'shutting_down' } });
    expect((await callApi(server, 'GET', '/v1/agents')).json).toEqual({ items: [], nextCursor: null });
  });
});

describe('options that cannot work', () => {
  test.each([
    [{ webhookBodyLimitBytes: Number.NaN }],
    [{ apiBodyLimitBytes: 0 }],
    [{ deadlineMs: -1 }],
    [{ bodyTimeoutMs: Number.POSITIVE_INFINITY }],
    [{ cursorKey: new Uint8Array(16) }],
    [{ basePath: '/support/' }],
    [{ corsOrigins: ['*'] }],
    [{ corsOrigins: ['https://desk.example/'] }],
  ])('%j is refused at once', (options) => {
    expect(() => createServer({ parley: fakeParley(), ...options })).toThrow(RangeError);
  });
});
