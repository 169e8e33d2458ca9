import { createHash } from 'node:crypto';
import type { ChannelMedia, MediaUpload } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { inbox } from './__fixtures__/fixture.ts';
import { type SeenRequest, sendJson, startProvider } from './__fixtures__/provider-server.ts';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';

function open(origin: string): ChannelMedia {
  return createWhatsAppChannel({ ...inbox, graphBaseUrl: origin }).media as ChannelMedia;
}

function upload(mimeType: string, bytes: Uint8Array | number, fileName = 'a.bin'): MediaUpload {
  const body = new Blob([typeof bytes === 'number' ? new Uint8Array(bytes) : Uint8Array.from(bytes)]);
  return { fileName, mimeType, sizeBytes: body.size, body };
}

async function formOf(request: SeenRequest): Promise<FormData> {
  return new Response(Uint8Array.from(request.body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
}

describe('handing over a file', () => {
  it('posts it as a form and gives the id the provider keeps it under', async () => {
    await using provider = await startProvider((_request, response) => sendJson(response, { id: '77' }));
    const bytes = Buffer.from('\r\n--boundary\r\nä\0 bytes of any kind');
    const file = upload('audio/ogg; codecs=opus', bytes, 'no"te\r\n.ogg');
    expect(await open(provider.origin).upload(file)).toEqual({ providerMediaId: '77' });
    const [seen] = provider.seen as [SeenRequest];
    expect(`${seen.method} ${seen.url}`).toBe(`POST /v25.0/${inbox.phoneNumberId}/media`);
    expect(Number(seen.headers['content-length'])).toBe(seen.body.length);
    const form = await formOf(seen);
    expect(form.get('messaging_product')).toBe('whatsapp');
    expect(form.get('type')).toBe('audio/ogg');
    const part = form.get('file') as File;
    expect(part).toMatchObject({ type: 'audio/ogg', name: 'no"te\r\n.ogg' });
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes);
  });

  it('carries a large file whole', async () => {
    await using provider = await startProvider((_request, response) => sendJson(response, { id: '77' }));
    const bytes = Buffer.alloc(6 * 1024 * 1024, 'abc');
    await open(provider.origin).upload(upload('application/pdf', bytes, 'large.pdf'));
    const part = (await formOf(provider.seen[0] as SeenRequest)).get('file') as File;
    const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
    expect(digest(Buffer.from(await part.arrayBuffer()))).toBe(digest(bytes));
  });

  const megabyte = 1024 * 1024;
  it.each<[string, MediaUpload, string]>([
    ['a recording of a browser', upload('audio/webm', 10), 'mimeType'],
    ['opus without ogg', upload('audio/opus', 10), 'mimeType'],
    ['a GIF', upload('image/gif', 10), 'mimeType'],
    ['a film in another form', upload('video/quicktime', 10), 'mimeType'],
    ['something without a type', upload('', 10), 'mimeType'],
    ['a type that hides a header', upload('image/png\r\nx: y', 10), 'mimeType'],
    ['nothing', upload('image/png', 0), 'sizeBytes'],
    ['a picture over 5 MB', upload('image/png', 5 * megabyte + 1), 'sizeBytes'],
    ['a film over 16 MB', upload('video/mp4', 16 * megabyte + 1), 'sizeBytes'],
    ['a sticker over 500 KB', upload('image/webp', 500 * 1024 + 1), 'sizeBytes'],
    [
      'a document over 100 MB',
      { ...upload('application/pdf', 10), sizeBytes: 100 * megabyte + 1 },
      'sizeBytes',
    ],
  ])('refuses %s before anything travels', async (_case, file, field) => {
    const channel = createWhatsAppChannel({
      ...inbox,
      fetch: () => Promise.reject(new Error('no call was expected')),
    });
    await expect(channel.media?.upload(file)).rejects.toMatchObject({
      code: 'invalid_content',
      details: { field },
    });
  });

  it('may be repeated when the answer is lost or has no id', async () => {
    await using breaking = await startProvider((_request, response) => response.socket?.destroy());
    await expect(open(breaking.origin).upload(upload('image/png', 10))).rejects.toMatchObject({
      failure: 'not_sent',
      retryable: true,
    });
    await using empty = await startProvider((_request, response) => sendJson(response, {}));
    await expect(open(empty.origin).upload(upload('image/png', 10))).rejects.toMatchObject({
      failure: 'not_sent',
      retryable: true,
    });
  });

  it('tells that the provider does not take the file', async () => {
    await using provider = await startProvider((_request, response) =>
      sendJson(response, { error: { code: 131053 } }, 400),
    );
    await expect(open(provider.origin).upload(upload('image/png', 10))).rejects.toMatchObject({
      code: 'media_refused',
      failure: 'refused',
    });
  });
});

describe('deleting a file', () => {
  it('names the file and the number', async () => {
    await using provider = await startProvider((_request, response) => sendJson(response, { success: true }));
    await open(provider.origin).remove('77');
    expect(provider.seen[0]).toMatchObject({
      method: 'DELETE',
      url: `/v25.0/77?phone_number_id=${inbox.phoneNumberId}`,
    });
  });

  it('tells that it is gone already', async () => {
    await using provider = await startProvider((_request, response) =>
      sendJson(response, { error: { code: 100, error_subcode: 33 } }, 400),
    );
    await expect(open(provider.origin).remove('77')).rejects.toMatchObject({ code: 'media_gone' });
  });
});
