import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FakeBusiness } from '../fake-business.ts';
import { createFakeBusiness } from '../fake-business.ts';
import { gradientPng } from '../media/sample-file.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const numberId = '106540352242922';

function form(bytes: Uint8Array, type: string): FormData {
  const data = new FormData();
  data.set('messaging_product', 'whatsapp');
  data.set('file', new File([bytes.slice()], 'file', { type }));
  return data;
}

async function upload(business: FakeBusiness, bytes: Uint8Array, type: string) {
  const response = await business.graph('POST', `${numberId}/media`, form(bytes, type));
  return {
    status: response.status,
    body: (await response.json()) as { id: string; error?: { code: number } },
  };
}

async function locate(business: FakeBusiness, id: string) {
  return (await (await business.graph('GET', id)).json()) as { url: string; error?: { code: number } };
}

describe('media', () => {
  const png = gradientPng(20, 10, 5);

  it('is uploaded, located, downloaded and deleted', async () => {
    const business = createFakeBusiness();
    const { body } = await upload(business, png, 'image/png');
    expect(body.id).toMatch(/^\d+$/);
    const located = await locate(business, `${body.id}?phone_number_id=${numberId}`);
    expect(located).toEqual({
      url: expect.stringMatching(/^https:\/\/lookaside\.fbsbx\.com\/whatsapp_business\/attachments\/\?mid=/),
      mime_type: 'image/png',
      sha256: createHash('sha256').update(png).digest('hex'),
      file_size: png.length,
      id: body.id,
      messaging_product: 'whatsapp',
    });
    const headers = { authorization: 'Bearer parley-demo-access-token' };
    const file = await business.simulator.fetch(located.url, { headers });
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(png));
    expect((await business.simulator.fetch(located.url)).status).toBe(401);
    expect(await (await business.graph('DELETE', body.id)).json()).toEqual({ success: true });
    expect(await locate(business, body.id)).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it('has addresses that end after five minutes', async () => {
    const business = createFakeBusiness();
    const { body } = await upload(business, png, 'image/png');
    const { url } = await locate(business, body.id);
    const headers = { authorization: 'Bearer parley-demo-access-token' };
    await business.simulator.clock.advance(5 * minute - 1);
    expect((await business.simulator.fetch(url, { headers })).status).toBe(200);
    await business.simulator.clock.advance(1);
    expect((await business.simulator.fetch(url, { headers })).status).toBe(404);
    const again = await locate(business, body.id);
    expect((await business.simulator.fetch(again.url, { headers })).status).toBe(200);
  });

  it('can be made to end earlier by a fault', async () => {
    const business = createFakeBusiness();
    const { body } = await upload(business, png, 'image/png');
    business.simulator.faults.next({ kind: 'expire_media_url' });
    const headers = { authorization: 'Bearer parley-demo-access-token' };
    const { url } = await locate(business, body.id);
    expect((await business.simulator.fetch(url, { headers })).status).toBe(404);
    expect((await business.simulator.fetch(url, { headers })).status).toBe(200);
  });

  it('lives 30 days when uploaded and 7 when it came with a webhook', async () => {
    const business = createFakeBusiness();
    const { body } = await upload(business, png, 'image/png');
    await business.simulator.customer('+16505551234').image();
    const inbound = (business.items('messages')[0]?.['image'] as { id: string } | undefined)?.id ?? '';
    await business.simulator.clock.advance(7 * day);
    expect(await locate(business, inbound)).toMatchObject({ error: { code: 100 } });
    expect(await locate(business, body.id)).toHaveProperty('url');
    await business.simulator.clock.advance(23 * day);
    expect(await locate(business, body.id)).toMatchObject({ error: { code: 100 } });
  });

  it('is refused in types and sizes the provider does not take', async () => {
    const business = createFakeBusiness();
    for (const type of ['audio/opus', 'audio/webm', 'audio/wav', 'image/gif', 'video/webm']) {
      expect(await upload(business, png, type)).toMatchObject({
        status: 400,
        body: { error: { code: 131053 } },
      });
    }
    expect((await upload(business, png, 'audio/ogg; codecs=opus')).status).toBe(200);
    expect((await upload(business, png, 'application/zip')).status).toBe(200);
    const tooBig = new Uint8Array(5 * 1024 * 1024 + 1);
    expect(await upload(business, tooBig, 'image/jpeg')).toMatchObject({ body: { error: { code: 131053 } } });
    expect(await upload(business, new Uint8Array(), 'image/jpeg')).toMatchObject({
      body: { error: { code: 131053 } },
    });
  });

  it('is refused without the form fields', async () => {
    const business = createFakeBusiness();
    const noFile = new FormData();
    noFile.set('messaging_product', 'whatsapp');
    expect(await (await business.graph('POST', `${numberId}/media`, noFile)).json()).toMatchObject({
      error: { code: 100 },
    });
    expect(await (await business.graph('POST', `${numberId}/media`, {})).json()).toMatchObject({
      error: { code: 100 },
    });
  });

  it('can be sent by its id, by an id of ours only, and only as what it is', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.text('hi');
    const { body } = await upload(business, png, 'image/png');
    const send = (type: string, id: string) => business.send({ to: '+16505551234', type, [type]: { id } });
    expect((await send('image', body.id)).status).toBe(200);
    await business.simulator.settled();
    expect(ana.lastReply).toMatchObject({ content: { kind: 'image', mediaId: body.id } });
    expect((await send('image', '123456')).body['error']).toMatchObject({ code: 100 });
    expect((await send('video', body.id)).body['error']).toMatchObject({ code: 131053 });
    expect((await send('document', body.id)).status).toBe(200);
  });

  it('may carry its direct address in webhooks', async () => {
    const business = createFakeBusiness({ includeMediaUrls: true });
    await business.simulator.customer('+16505551234').image();
    const image = business.items('messages')[0]?.['image'] as { url: string };
    const headers = { authorization: 'Bearer parley-demo-access-token' };
    expect((await business.simulator.fetch(image.url, { headers })).status).toBe(200);
  });
});
