import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ChannelMedia, ChannelSendError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { inbox } from './__fixtures__/fixture.ts';
import {
  type ProviderServer,
  type SeenRequest,
  sendJson,
  startProvider,
} from './__fixtures__/provider-server.ts';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';
import type { WhatsAppOptions } from './options.ts';

const file = Buffer.from('the bytes of a picture '.repeat(5000));
const sha256 = createHash('sha256').update(file).digest();
const mediaId = '1003383421387256';

function open(provider: ProviderServer, options: WhatsAppOptions = {}): ChannelMedia {
  const channel = createWhatsAppChannel({
    ...inbox,
    graphBaseUrl: provider.origin,
    mediaHosts: [provider.origin],
    ...options,
  });
  return channel.media as ChannelMedia;
}

/** A provider with one picture; `serve` answers its address, `located` changes what is said about it. */
function pictureProvider(
  serve: (response: ServerResponse, attempt: number) => void,
  located: (origin: string) => Record<string, unknown> = () => ({}),
): Promise<ProviderServer> {
  let attempt = 0;
  return startProvider((request, response) => {
    if (request.url.startsWith('/file')) {
      attempt += 1;
      serve(response, attempt);
      return;
    }
    const origin = `http://${request.headers.host}`;
    sendJson(response, {
      messaging_product: 'whatsapp',
      url: `${origin}/file?n=${attempt}`,
      mime_type: 'image/jpeg',
      sha256: sha256.toString('hex'),
      file_size: file.length,
      id: mediaId,
      ...located(origin),
    });
  });
}

const whole = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(file);

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function failureOf(work: () => Promise<unknown>): Promise<ChannelSendError> {
  return work().then(
    () => Promise.reject(new Error('it should have failed')),
    (error: ChannelSendError) => error,
  );
}

const fetchWhole = async (media: ChannelMedia, options?: { maxBytes?: number; signal?: AbortSignal }) =>
  bytesOf((await media.download(mediaId, options)).body);

describe('fetching a file', () => {
  it('asks where it is, then streams it with the token', async () => {
    await using provider = await pictureProvider(whole);
    const download = await open(provider).download(mediaId);
    expect(download).toMatchObject({
      mimeType: 'image/jpeg',
      sizeBytes: file.length,
      sha256: sha256.toString('hex'),
    });
    expect(await bytesOf(download.body)).toEqual(file);
    const [locate, fetched] = provider.seen as [SeenRequest, SeenRequest];
    expect(locate.url).toBe(`/v25.0/${mediaId}?phone_number_id=${inbox.phoneNumberId}`);
    expect(fetched.headers).toMatchObject({
      authorization: `Bearer ${inbox.accessToken}`,
      'user-agent': 'parley-channel-whatsapp',
      'accept-encoding': 'identity',
    });
  });

  it.each([401, 404])('asks once more where it is when its address has run out (%i)', async (status) => {
    await using provider = await pictureProvider((response, attempt) =>
      attempt === 1 ? void response.writeHead(status).end() : whole(response),
    );
    expect(await fetchWhole(open(provider))).toEqual(file);
    expect(provider.seen.map((request) => request.url.split('?')[0])).toEqual([
      `/v25.0/${mediaId}`,
      '/file',
      `/v25.0/${mediaId}`,
      '/file',
    ]);
  });

  it('gives up when a fresh address has run out too', async () => {
    await using provider = await pictureProvider((response) => void response.writeHead(404).end());
    expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({
      code: 'media_gone',
      retryable: false,
    });
    expect(provider.seen).toHaveLength(4);
  });

  it('gives up on a file the provider does not know', async () => {
    await using provider = await startProvider((_request, response) =>
      sendJson(response, { error: { code: 100, error_subcode: 33 } }, 400),
    );
    expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({ code: 'media_gone' });
  });

  it.each(['', '..', 'a/../b', 'a?b', 'x'.repeat(257), '1%2f2'])(
    'does not ask for an id that leads elsewhere (%s)',
    async (id) => {
      await using provider = await pictureProvider(whole);
      expect(await failureOf(() => open(provider).download(id))).toMatchObject({ code: 'media_gone' });
      expect(provider.seen).toHaveLength(0);
    },
  );

  it('never sends the token to an address that is not trusted', async () => {
    await using elsewhere = await startProvider((_request, response) => whole(response));
    await using provider = await pictureProvider(whole, () => ({ url: `${elsewhere.origin}/file` }));
    expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({ code: 'media_host_refused' });
    expect(elsewhere.seen).toHaveLength(0);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    await using elsewhere = await startProvider((_request, response) => whole(response));
    await using provider = await pictureProvider(
      (response) => void response.writeHead(status, { location: elsewhere.origin }).end(),
    );
    expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({
      code: 'media_redirect_refused',
    });
    expect(elsewhere.seen).toHaveLength(0);
  });

  it.each(['text/html; charset=utf-8', 'application/json'])(
    'does not take a page for the file (%s)',
    async (type) => {
      await using provider = await pictureProvider(
        (response) => void response.writeHead(200, { 'content-type': type }).end('<html>error</html>'),
      );
      expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({
        code: 'media_unexpected_content',
        retryable: true,
      });
    },
  );

  it('does not begin with a file that is announced too large', async () => {
    await using provider = await pictureProvider(whole);
    expect(await failureOf(() => fetchWhole(open(provider), { maxBytes: 1000 }))).toMatchObject({
      code: 'media_too_large',
    });
    expect(
      await failureOf(() => fetchWhole(open(provider, { maxDownloadBytes: 1000 }), { maxBytes: 1e9 })),
    ).toMatchObject({ code: 'media_too_large' });
    expect(provider.seen.every((request) => !request.url.startsWith('/file'))).toBe(true);
  });

  it('stops a file that grows past what was announced and what is allowed', async () => {
    await using provider = await pictureProvider(
      (response) => {
        response.writeHead(200, { 'content-type': 'image/jpeg' });
        const more = (): void => void (response.writable && response.write(Buffer.alloc(64 * 1024), more));
        more();
      },
      () => ({ file_size: 10, sha256: 'unknown' }),
    );
    expect(await failureOf(() => fetchWhole(open(provider), { maxBytes: 1_000_000 }))).toMatchObject({
      code: 'media_too_large',
    });
  });

  it.each([
    ['other bytes', { sha256: createHash('sha256').update('other').digest('hex') }],
    ['other bytes, by a hash in base64', { sha256: createHash('sha256').update('other').digest('base64') }],
    ['fewer bytes', { sha256: undefined, file_size: file.length + 1 }],
  ])('notices that it got %s than announced', async (_case, said) => {
    await using provider = await pictureProvider(whole, () => said);
    expect(await failureOf(() => fetchWhole(open(provider)))).toMatchObject({
      code: 'media_damaged',
      retryable: true,
    });
  });

  it('takes a hash in base64', async () => {
    await using provider = await pictureProvider(whole, () => ({ sha256: sha256.toString('base64') }));
    expect(await fetchWhole(open(provider))).toEqual(file);
  });

  it('stops when the file comes too slowly, breaks off, or nobody wants it any more', async () => {
    const begin = (response: ServerResponse): void =>
      void response.writeHead(200, { 'content-length': file.length }).write(file.subarray(0, 10));
    await using slow = await pictureProvider(begin);
    expect(await failureOf(() => fetchWhole(open(slow, { mediaTimeoutMs: 150 })))).toMatchObject({
      retryable: true,
      details: { networkCode: 'TimeoutError' },
    });
    await using broken = await pictureProvider((response) => {
      begin(response);
      response.socket?.end();
    });
    expect(await failureOf(() => fetchWhole(open(broken)))).toMatchObject({ retryable: true });
    const stop = new AbortController();
    const download = await open(slow).download(mediaId, { signal: stop.signal });
    stop.abort();
    expect(await failureOf(() => bytesOf(download.body))).toMatchObject({ retryable: true });
  });
});
