import { describe, expect, it } from 'vitest';
import type { FakeBusiness } from '../fake-business.ts';
import { textTo } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';
import { gradientPng } from '../media/sample-file.ts';
import { phoneClientOf } from './phone-client-of.ts';

const phone = '+16505551234';

async function newCustomer(
  post: ReturnType<typeof phoneClientOf>['post'],
  input: JsonObject = { phone, name: 'Ana' },
) {
  const { body } = await post('/phone/customers', input);
  return String(body['id']);
}

/** Reads server-sent events until one of this type comes, which also must match. */
async function nextEvent(
  business: FakeBusiness,
  type: string,
  cause: () => Promise<unknown>,
): Promise<JsonObject> {
  const response = await business.simulator.fetch('http://localhost:3001/phone/events');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const done = cause();
  let text = '';
  for (;;) {
    const { value } = await reader.read();
    text += new TextDecoder().decode(value);
    const found = new RegExp(`event: ${type}\\ndata: (.*)\\n\\n`).exec(text)?.[1];
    if (found === undefined) continue;
    await done;
    await reader.cancel();
    return JSON.parse(found) as JsonObject;
  }
}

describe('the phone endpoints', () => {
  it('show the state: the business, the customers, where webhooks go', async () => {
    const { get, post } = phoneClientOf();
    await newCustomer(post);
    expect(await get('/phone/state')).toMatchObject({
      business: { name: 'Parley Demo', phone: '+15550783881' },
      webhookUrl: 'http://business.test/webhooks',
      customers: [{ id: 'c1', name: 'Ana', phone }],
    });
  });

  it('send a text as the customer, and say what came of it', async () => {
    const { business, get, post } = phoneClientOf();
    const id = await newCustomer(post);
    const { body } = await post(`/phone/customers/${id}/actions`, {
      action: 'text',
      text: 'hi <b>there</b>',
    });
    expect(body).toMatchObject({
      messageId: expect.stringMatching(/^wamid\./),
      delivery: { state: 'delivered', status: 200 },
    });
    expect(business.items('messages')[0]).toMatchObject({ text: { body: 'hi <b>there</b>' } });
    expect(await get(`/phone/customers/${id}`)).toMatchObject({
      customer: { preview: 'hi <b>there</b>', previewFrom: 'customer' },
      messages: [
        { from: 'customer', state: 'delivered', content: { kind: 'text' }, delivery: { status: 200 } },
      ],
    });
  });

  it('send a picture and serve it to the page', async () => {
    const { business, post, at } = phoneClientOf();
    const id = await newCustomer(post);
    const png = gradientPng(8, 8, 1);
    const query = new URLSearchParams({ kind: 'image', mimeType: 'image/png', caption: 'Look' });
    const response = await business.simulator.fetch(at(`/phone/customers/${id}/media?${query}`), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: png.slice(),
    });
    expect(response.status).toBe(200);
    expect(business.items('messages')[0]).toMatchObject({
      type: 'image',
      image: { caption: 'Look', mime_type: 'image/png' },
    });
    const mediaId = (business.items('messages')[0]?.['image'] as { id: string } | undefined)?.id;
    const file = await business.simulator.fetch(at(`/phone/media/${mediaId}`));
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(png));
  });

  it('tell when the webhook failed, and try again when asked', async () => {
    let up = false;
    const { business, get, post } = phoneClientOf({
      answer: () => new Response('', { status: up ? 200 : 503 }),
    });
    const id = await newCustomer(post);
    const { body } = await post(`/phone/customers/${id}/actions`, { action: 'text', text: 'hello?' });
    expect(body['delivery']).toMatchObject({ state: 'waiting', status: 503 });
    const chat = await get(`/phone/customers/${id}`);
    expect(chat).toMatchObject({
      customer: { failed: true },
      messages: [{ state: 'failed', delivery: { status: 503 } }],
    });
    up = true;
    const retried = await post(`/phone/deliveries/${String((body['delivery'] as JsonObject)['id'])}/retry`);
    expect(retried.body).toMatchObject({ state: 'delivered', attempts: 2, status: 200 });
    expect(business.simulator.customer(phone).messages[0]?.state).toBe('delivered');
  });

  it('mark messages read while the chat is on the screen', async () => {
    const { business, post } = phoneClientOf();
    const id = await newCustomer(post);
    await post(`/phone/customers/${id}/actions`, { action: 'text', text: 'hi' });
    await business.send(textTo(phone, 'hello'));
    await business.simulator.settled();
    expect((await post(`/phone/customers/${id}/open`)).body).toMatchObject({ chatOpen: true, unread: 0 });
    expect(business.items('statuses').at(-1)).toMatchObject({ status: 'read' });
    expect((await post(`/phone/customers/${id}/close`)).body).toMatchObject({ chatOpen: false });
  });

  it('do everything else a customer does', async () => {
    const { business, post } = phoneClientOf();
    const id = await newCustomer(post);
    const act = (input: JsonObject) => post(`/phone/customers/${id}/actions`, input);
    const { body } = await act({ action: 'text', text: 'hi' });
    const messageId = String(body['messageId']);
    await act({ action: 'location', latitude: 1, longitude: 2, name: 'Here' });
    await act({ action: 'reaction', messageId, emoji: '👍' });
    await act({ action: 'edit', messageId, text: 'hello' });
    await act({ action: 'revoke', messageId });
    await act({ action: 'share_phone' });
    await act({ action: 'unsupported' });
    await act({ action: 'welcome' });
    await act({ action: 'unknown_type' });
    await act({ action: 'rotate_user_id' });
    await act({ action: 'change_number', phone: '+16505550000' });
    expect(business.items('messages').map((message) => message['type'])).toEqual([
      'text',
      'location',
      'reaction',
      'edit',
      'revoke',
      'contacts',
      'unsupported',
      'request_welcome',
      'hologram',
      'system',
      'system',
    ]);
    await act({ action: 'call' });
    await act({ action: 'echo', text: 'from the shop' });
    expect(business.items('calls')).toHaveLength(1);
    expect(business.items('message_echoes')).toHaveLength(1);
  });

  it('report statuses, post batches, arm faults, shake hands, show outbox and trace', async () => {
    const { business, get, post, at } = phoneClientOf();
    expect((await post('/phone/statuses', { status: 'read' })).status).toBe(404);
    await business.simulator.customer(phone).text('hi');
    const { id } = await business.send(textTo(phone, 'hello'));
    await business.simulator.settled();
    expect((await post('/phone/statuses', { status: 'failed', code: 131049 })).body).toMatchObject({
      messageId: id,
    });
    expect(business.items('statuses').at(-1)).toMatchObject({ status: 'failed', errors: [{ code: 131049 }] });
    business.received.length = 0;
    expect((await post('/phone/batch', { size: 7, customers: 2 })).status).toBe(200);
    expect(business.received).toHaveLength(1);
    expect(business.items('messages')).toHaveLength(7);
    expect(business.items('statuses')).toHaveLength(1);
    expect(
      (await post('/phone/faults', { fault: { kind: 'http_error', status: 503 }, times: 2 })).body,
    ).toEqual({ armed: 1 });
    expect((await business.send(textTo(phone, 'x'))).status).toBe(503);
    expect((await post('/phone/faults', { clear: true })).body).toEqual({ armed: 0 });
    expect((await post('/phone/verify')).body).toMatchObject({ ok: true });
    expect((await get('/phone/outbox'))['messages']).toMatchObject([{ id, text: 'hello' }]);
    const trace = await (await business.simulator.fetch(at('/phone/trace'))).text();
    expect(trace).toBe(business.simulator.traceText());
  });

  it('stream the progress of a burst, and its figures last', async () => {
    const { business, at } = phoneClientOf();
    const response = await business.simulator.fetch(at('/phone/burst'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ count: 60, customers: 5, concurrency: 4 }),
    });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject);
    expect(lines.at(-1)).toMatchObject({ report: { count: 60, acked: 60, answers: { '200': 60 } } });
    expect(lines.at(-2)).toMatchObject({ progress: { done: 60, count: 60 } });
    expect(business.items('messages')).toHaveLength(60);
    expect(business.simulator.customers).toHaveLength(5);
  });

  it('push what changes to the page', async () => {
    const { business } = phoneClientOf();
    const ana = business.simulator.customer(phone);
    expect(await nextEvent(business, 'message', () => ana.text('hi'))).toMatchObject({
      from: 'customer',
      state: 'sending',
    });
    expect(await nextEvent(business, 'delivery', () => ana.text('hi'))).toMatchObject({
      state: 'delivered',
      status: 200,
    });
    const messageId = ana.messages[0]?.id ?? '';
    const markRead = { status: 'read', message_id: messageId, typing_indicator: { type: 'text' } };
    expect(await nextEvent(business, 'typing', () => business.send(markRead))).toEqual({
      customerId: 'c1',
      forMs: 25_000,
    });
    expect(await nextEvent(business, 'call', () => business.send(markRead))).toMatchObject({
      method: 'POST',
      status: 200,
    });
    expect(await nextEvent(business, 'customer', () => ana.openChat())).toMatchObject({
      id: 'c1',
      chatOpen: true,
    });
  });
});
