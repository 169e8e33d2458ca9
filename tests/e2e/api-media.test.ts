import { createServer as createHttpServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from '@parley/server';
import { toNodeHandler } from '@parley/server/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';

let desk: ApiDesk;
let token: string;
let http: Server;
let port: number;

beforeAll(async () => {
  desk = await openApiDesk();
  ({ token } = await desk.signIn(desk.acme));
  http = createHttpServer(toNodeHandler(desk.server));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  port = (http.address() as AddressInfo).port;
});
afterAll(async () => {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await desk.close();
});

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, at) => (at * 31) % 251);
let customers = 0;

/** A customer sends the file; resolves to where the desk fetches it. */
async function received(file: {
  mimeType: string;
  bytes: Uint8Array;
  saidBytes?: number;
  name?: string;
}): Promise<string> {
  customers += 1;
  const mediaId = `in${customers}`;
  desk.graph.files.set(mediaId, file);
  await desk.sendFile(desk.acme, `165055700${String(customers).padStart(2, '0')}`, {
    mediaId,
    ...(file.name === undefined ? {} : { name: file.name }),
  });
  const { body } = await desk.as(token, 'GET', '/v1/conversations?limit=1');
  const [conversation] = (body as { items: { id: string }[] }).items;
  const path = `/v1/conversations/${conversation?.id}/messages`;
  const [message] = ((await desk.as(token, 'GET', path)).body as { items: { id: string }[] }).items;
  return `${path}/${message?.id}/media`;
}

const overFetch = (path: string, init: RequestInit = {}): Promise<Response> =>
  desk.server.fetch(
    new Request(`http://desk.test${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    }),
  );
const overNode = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });

describe.each([
  ['Fetch', overFetch],
  ['node:http', overNode],
] as const)('a file of a message over %s', (_name, ask) => {
  it('comes byte for byte with its type, and can do nothing in a browser', async () => {
    const bytes = bytesOf(300_000);
    const response = await ask(await received({ mimeType: 'image/png', bytes, name: 'Übersicht "1".png' }));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '300000',
      'content-disposition': `inline; filename="_bersicht _1_.png"; filename*=UTF-8''%C3%9Cbersicht%20_1_.png`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it.each([
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['text/xml', 'application/octet-stream'],
    ['application/pdf', 'application/pdf'],
    ['constructor', 'application/octet-stream'],
  ])('that says it is %s is only saved', async (mimeType, type) => {
    const response = await ask(
      await received({ mimeType, bytes: bytesOf(10), name: 'x\u202Efdp.html\r\nSet-Cookie: a=b' }),
    );
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="xfdp\.htmlSet-Cookie_ a=b";/,
    );
    expect(response.headers.get('set-cookie')).toBeNull();
    await response.arrayBuffer();
  });

  it('is not read by HEAD, and the provider is let go', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(500_000) });
    const before = desk.graph.cancelled;
    const response = await ask(path, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '500000']);
    await expect.poll(() => desk.graph.cancelled).toBe(before + 1);
  });

  it('that turns out to be another one never looks whole', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(200_000), saidBytes: 250_000 });
    const response = await ask(path);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  it('that the provider does not have any more is gone', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(10) });
    desk.graph.files.clear();
    const response = await ask(path);
    expect([response.status, await response.json()]).toMatchObject([410, { error: { code: 'media_gone' } }]);
  });

  it('that is too large is refused with the reason', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(10), saidBytes: 100_000_000 });
    const response = await ask(path);
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { error: { code: 'media_refused', details: { reason: 'media_too_large' } } },
    ]);
  });
});

describe('a file of a message', () => {
  it('is let go at the provider when the caller leaves in the middle', async () => {
    const path = await received({ mimeType: 'video/mp4', bytes: bytesOf(30_000_000) });
    const before = desk.graph.cancelled;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, headers: { authorization: `Bearer ${token}` } }, resolve).on(
        'error',
        reject,
      );
    });
    response.once('data', () => response.destroy());
    await expect.poll(() => desk.graph.cancelled).toBe(before + 1);
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  });

  it('that has none is told apart from one that is gone', async () => {
    await desk.write(desk.acme, '16505570999', 'only text');
    const { body } = await desk.as(token, 'GET', '/v1/conversations?limit=1');
    const [conversation] = (body as { items: { id: string }[] }).items;
    const messages = `/v1/conversations/${conversation?.id}/messages`;
    const linked = await desk.as(token, 'POST', messages, {
      body: { content: { type: 'image', media: { url: 'https://intranet.test/secret' } } },
    });
    const { items } = (await desk.as(token, 'GET', messages)).body as { items: { id: string }[] };
    const before = desk.graph.calls.length;
    for (const id of [items[0]?.id, (linked.body as { id: string }).id]) {
      const answer = await desk.as(token, 'GET', `${messages}/${id}/media`);
      expect([answer.status, answer.body]).toMatchObject([404, { error: { code: 'media_not_found' } }]);
    }
    // A link in a message makes this server call nobody.
    expect(desk.graph.calls.length).toBe(before);
  });

  it('of another conversation is not found', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(10) });
    const other = await received({ mimeType: 'image/png', bytes: bytesOf(10) });
    const mixed = path.replace(/msg_\w+/, /msg_\w+/.exec(other)?.[0] ?? '');
    expect((await desk.as(token, 'GET', mixed)).body).toMatchObject({ error: { code: 'message_not_found' } });
  });

  it('whose provider does not answer is unavailable after a while, and nothing goes on behind', async () => {
    const path = await received({ mimeType: 'image/png', bytes: bytesOf(10) });
    const impatient = createServer({
      parley: desk.parley,
      mediaTimeoutMs: 50,
      cursorKey: new Uint8Array(32),
    });
    desk.graph.isSilent = true;
    const response = await impatient.fetch(
      new Request(`http://desk.test${path}`, { headers: { authorization: `Bearer ${desk.acme.apiKey}` } }),
    );
    desk.graph.isSilent = false;
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { error: { code: 'media_unavailable', details: { reason: 'timed_out' } } },
    ]);
    expect(response.headers.get('retry-after')).toBe('2');
  });
});

describe('an upload', () => {
  const upload = (
    body: Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
    ask = overNode,
  ): Promise<Response> => ask(`/v1/inboxes/${desk.acme.inboxId}/media`, { method: 'POST', body, headers });

  it.each([
    ['Fetch', overFetch],
    ['node:http', overNode],
  ] as const)('over %s is handed to the provider and can be sent', async (_name, ask) => {
    const bytes = bytesOf(200_000);
    const headers = { 'content-type': 'image/PNG', 'x-file-name': encodeURIComponent('Übersicht.png') };
    const response = await upload(bytes, headers, ask);
    const body = (await response.json()) as { mediaId: string };
    expect([response.status, body]).toEqual([
      201,
      { mediaId: expect.any(String), mimeType: 'image/png', sizeBytes: 200_000 },
    ]);
    const stored = desk.graph.files.get(body.mediaId);
    expect(stored?.mimeType).toBe('image/png');
    expect(Buffer.from(stored?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
    await desk.write(desk.acme, '16505571000', 'a picture please');
    const { items } = (await desk.as(token, 'GET', '/v1/conversations?limit=1')).body as {
      items: { id: string }[];
    };
    const sent = await desk.as(token, 'POST', `/v1/conversations/${items[0]?.id}/messages`, {
      body: { content: { type: 'image', media: { providerMediaId: body.mediaId, mimeType: 'image/png' } } },
    });
    expect(sent.status).toBe(201);
    const media = await overFetch(
      `/v1/conversations/${items[0]?.id}/messages/${(sent.body as { id: string }).id}/media`,
    );
    expect(Buffer.from(await media.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is announced by its inbox with the smaller of both limits, the channel’s and the server’s', async () => {
    const { body } = await desk.as(token, 'GET', `/v1/inboxes/${desk.acme.inboxId}`);
    const { uploads } = body as { uploads: { sentAs: string; maxBytes: number }[] };
    expect(uploads.map(({ sentAs, maxBytes }) => [sentAs, maxBytes])).toEqual([
      ['image', 5 * 1024 * 1024],
      ['video', 16 * 1024 * 1024],
      ['audio', 16 * 1024 * 1024],
      ['document', 16 * 1024 * 1024],
    ]);
    expect(uploads[3]).toMatchObject({
      mimeTypes: ['*'],
      exceptMimeTypes: ['image/*', 'video/*', 'audio/*'],
    });
  });

  it.each<readonly [string, number, Record<string, string>, number, string]>([
    ['of a type the channel refuses', 10, { 'content-type': 'audio/webm' }, 422, 'invalid_content'],
    ['larger than the channel takes', 6_000_000, { 'content-type': 'image/png' }, 422, 'invalid_content'],
    ['larger than the server takes', 17_000_000, { 'content-type': 'video/mp4' }, 413, 'body_too_large'],
    ['of nothing', 0, { 'content-type': 'image/png' }, 422, 'invalid_content'],
    ['without a type', 10, {}, 400, 'invalid_request'],
    [
      'with a name that is not encoded',
      10,
      { 'content-type': 'image/png', 'x-file-name': '%zz' },
      400,
      'invalid_request',
    ],
    [
      'that is compressed',
      10,
      { 'content-type': 'image/png', 'content-encoding': 'gzip' },
      415,
      'content_encoding_not_supported',
    ],
  ])('%s is refused before the provider is asked', async (_name, size, headers, status, code) => {
    const before = desk.graph.calls.length;
    const response = await upload(bytesOf(size), headers, overFetch);
    expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }]);
    expect(desk.graph.calls.length).toBe(before);
  });

  it('of another account’s inbox is not found', async () => {
    const response = await overFetch(`/v1/inboxes/${desk.globex.inboxId}/media`, {
      method: 'POST',
      body: bytesOf(10),
      headers: { 'content-type': 'image/png' },
    });
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error: { code: 'inbox_not_found' } },
    ]);
  });
});
