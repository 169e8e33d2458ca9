import { describe, expect, it } from 'vitest';
import { createFakeBusiness, textTo } from '../fake-business.ts';

const phone = '+16505551234';
const day = 24 * 60 * 60 * 1000;

function texts(business: ReturnType<typeof createFakeBusiness>): unknown[] {
  return business.items('messages').map((message) => (message['text'] as { body: string }).body);
}

describe('a webhook that is not answered with 2xx', () => {
  it('is posted again with growing waits, the same bytes each time, until it is', async () => {
    const business = createFakeBusiness({
      answer: (_webhook, count) => new Response('', { status: count < 4 ? 503 : 200 }),
    });
    const { delivery } = await business.simulator.customer(phone).text('hi');
    expect(delivery).toMatchObject({ state: 'waiting', attempts: [{ number: 1, status: 503, atMs: 0 }] });
    await business.simulator.settled();
    expect(delivery.state).toBe('delivered');
    const atMs = delivery.attempts.map((attempt) => attempt.atMs);
    expect(atMs).toEqual([0, 5_000, 35_000, 155_000]);
    expect(new Set(business.received.map((webhook) => webhook.raw)).size).toBe(1);
    expect(new Set(business.received.map((webhook) => webhook.signature)).size).toBe(1);
  });

  it('is given up after seven days', async () => {
    const business = createFakeBusiness({ answer: () => new Response('', { status: 500 }) });
    const { delivery } = await business.simulator.customer(phone).text('hi');
    await business.simulator.settled();
    expect(delivery.state).toBe('gave_up');
    expect(business.simulator.clock.elapsedMs()).toBeLessThanOrEqual(7 * day);
    expect(business.simulator.clock.elapsedMs()).toBeGreaterThan(5 * day);
    expect(business.simulator.trace.at(-1)).toMatchObject({ event: 'webhook.give_up' });
  });

  it('does not hold up the others', async () => {
    const business = createFakeBusiness({
      answer: (webhook) => new Response('', { status: webhook.raw.includes('poison') ? 500 : 200 }),
    });
    const ana = business.simulator.customer(phone);
    await ana.text('poison');
    const fine = await ana.text('fine');
    expect(fine.delivery.state).toBe('delivered');
    expect(ana.messages.map((message) => message.state)).toEqual(['failed', 'delivered']);
  });

  it('counts redirects and refused connections as failures', async () => {
    const business = createFakeBusiness({
      answer: (_webhook, count) => {
        if (count === 1) return new Response('', { status: 302, headers: { location: '/elsewhere' } });
        if (count === 2)
          throw new TypeError('fetch failed', {
            cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
          });
        return new Response('');
      },
    });
    const { delivery } = await business.simulator.customer(phone).text('hi');
    await business.simulator.settled();
    expect(delivery.attempts).toMatchObject([{ status: 302 }, { error: 'ECONNREFUSED' }, { status: 200 }]);
  });

  it('counts silence as a failure', async () => {
    const business = createFakeBusiness({
      webhookTimeoutMs: 50,
      answer: (_webhook, count) => (count === 1 ? new Promise<Response>(() => undefined) : new Response('')),
    });
    const { delivery } = await business.simulator.customer(phone).text('hi');
    expect(delivery.attempts[0]).toMatchObject({ status: undefined, error: 'timeout' });
    await business.simulator.settled();
    expect(delivery.state).toBe('delivered');
  });

  it('can be posted again by hand, in place of its next turn', async () => {
    let up = false;
    const business = createFakeBusiness({ answer: () => new Response('', { status: up ? 200 : 500 }) });
    const ana = business.simulator.customer(phone);
    const { delivery } = await ana.text('hi');
    up = true;
    await business.simulator.webhooks.retry(delivery.id);
    await business.simulator.settled();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: { length: 2 } });
    expect(business.simulator.clock.elapsedMs()).toBe(0);
    expect(ana.messages[0]?.state).toBe('delivered');
    await expect(business.simulator.webhooks.retry('whk_99')).rejects.toMatchObject({
      code: 'unknown_delivery',
    });
  });

  it('is not posted again when retries are switched off', async () => {
    const business = createFakeBusiness({
      webhookRetryDelaysMs: [],
      answer: () => new Response('', { status: 500 }),
    });
    const { delivery } = await business.simulator.customer(phone).text('hi');
    await business.simulator.settled();
    expect(delivery).toMatchObject({ state: 'gave_up', attempts: { length: 1 } });
  });
});

describe('webhooks on purpose out of the ordinary', () => {
  it('hold messages, statuses and several customers in one POST', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    const mara = business.simulator.customer({ identity: 'user_id', name: 'Mara' });
    await ana.text('hi');
    const { id } = await business.send(textTo(phone, 'hello'));
    await business.simulator.settled();
    business.received.length = 0;
    const { delivery } = await business.simulator.batch([
      ana.draft.text('one'),
      business.simulator.draftStatus(id, 'read'),
      mara.draft.text('two'),
      ana.draft.call(),
      business.simulator.draftStatus(id, 'failed', { code: 131026 }),
      mara.draft.image(),
    ]);
    expect(business.received).toHaveLength(1);
    expect(delivery.summary).toHaveLength(6);
    expect(business.items('messages').map((message) => message['type'])).toEqual(['text', 'text', 'image']);
    expect(business.items('statuses').map((status) => status['status'])).toEqual(['read', 'failed']);
    expect(business.items('calls')).toHaveLength(1);
    expect(mara.messages.map((message) => message.state)).toEqual(['delivered', 'delivered']);
  });

  it('are laid out as asked', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    const drafts = () => [ana.draft.text('a'), ana.draft.text('b'), ana.draft.text('c')];
    await business.simulator.batch(drafts(), { layout: 'joined' });
    await business.simulator.batch(drafts(), { layout: 'changes' });
    await business.simulator.batch(drafts(), { layout: 'entries' });
    const shapes = business.received.map(({ payload }) =>
      (payload['entry'] as { changes: unknown[] }[]).map((entry) => entry.changes.length),
    );
    expect(shapes).toEqual([[1], [3], [1, 1, 1]]);
  });

  it('are posted several times, byte for byte', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    const sent = await ana.text('hi');
    await business.simulator.duplicate(sent, 2);
    expect(business.received).toHaveLength(3);
    expect(new Set(business.received.map((webhook) => webhook.raw)).size).toBe(1);
    business.simulator.faults.next({ kind: 'duplicate_webhook', extra: 3 });
    await ana.text('again');
    await business.simulator.settled();
    expect(texts(business)).toEqual(['hi', 'hi', 'hi', 'again', 'again', 'again', 'again']);
    expect(ana.messages).toHaveLength(2);
  });

  it('are kept back and let go in another order', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    business.simulator.webhooks.hold();
    const { delivery } = await ana.text('first');
    await ana.text('second');
    expect(delivery.state).toBe('held');
    expect(business.received).toHaveLength(0);
    await business.simulator.webhooks.release('reversed');
    expect(texts(business)).toEqual(['second', 'first']);
    expect(delivery.state).toBe('delivered');
  });

  it('come in an order by the seed', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    const words = ['1', '2', '3', '4', '5'];
    await business.simulator.reorder(words.map((word) => ana.draft.text(word)));
    expect(texts(business)).not.toEqual(words);
    expect([...texts(business)].sort()).toEqual(words);
    expect(ana.messages.map((message) => (message.content as { text: string }).text)).toEqual(words);
  });

  it('come in another order by fault, even when fewer come than it waits for', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer(phone);
    business.simulator.faults.next({ kind: 'reorder_webhooks', size: 4 });
    for (const word of ['1', '2', '3', '4']) await ana.text(word);
    await business.simulator.settled();
    expect([...texts(business)].sort()).toEqual(['1', '2', '3', '4']);
    expect(texts(business)).not.toEqual(['1', '2', '3', '4']);
    business.simulator.faults.next({ kind: 'reorder_webhooks', size: 10 });
    await ana.text('5');
    expect(business.received).toHaveLength(4);
    await business.simulator.settled();
    expect(business.received).toHaveLength(5);
  });

  it('can be any bytes, with any signature or none', async () => {
    const business = createFakeBusiness();
    await business.simulator.post('not json');
    expect(business.received[0]).toMatchObject({
      raw: 'not json',
      signature: expect.stringMatching(/^sha256=/),
    });
    await business.simulator.post({ object: 'page' }, { signature: 'sha256=00' });
    expect(business.received[1]).toMatchObject({ signature: 'sha256=00' });
    await business.simulator.post(new Uint8Array([0, 1, 2]), { signature: null });
    expect(business.received[2]?.signature).toBeNull();
  });

  it('go where they are told to', async () => {
    const hosts: string[] = [];
    const business = createFakeBusiness({
      fetch: async (request) => {
        hosts.push(new URL(request.url).host);
        return new Response('');
      },
    });
    business.simulator.setWebhookUrl('http://other.test/hook');
    await business.simulator.customer(phone).text('hi');
    expect(hosts).toEqual(['other.test']);
    expect(() => business.simulator.setWebhookUrl('nowhere')).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });
});

describe('the verification handshake', () => {
  it('works with a business that answers exactly the challenge', async () => {
    expect(await createFakeBusiness().simulator.verifyWebhook()).toEqual({
      ok: true,
      status: 200,
      problem: undefined,
    });
  });

  it('sends the token unsigned, and keeps what stands in the address', async () => {
    let seen: Request | undefined;
    const business = createFakeBusiness({
      webhookUrl: 'http://business.test/hook?tenant=7',
      fetch: async (request) => {
        seen = request;
        return new Response('no', { status: 403 });
      },
    });
    expect(await business.simulator.verifyWebhook()).toMatchObject({
      ok: false,
      status: 403,
      problem: expect.stringContaining('verify token'),
    });
    const url = new URL(seen?.url ?? '');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      tenant: '7',
      'hub.mode': 'subscribe',
      'hub.verify_token': 'parley-demo-verify-token',
      'hub.challenge': expect.stringMatching(/^\d{10}$/),
    });
    expect(seen?.headers.has('x-hub-signature-256')).toBe(false);
  });

  it('fails for anything else', async () => {
    const answering = (body: string) => createFakeBusiness({ fetch: async () => new Response(body) });
    expect(await answering('"1158201444"').simulator.verifyWebhook()).toMatchObject({
      ok: false,
      status: 200,
    });
    const down = createFakeBusiness({
      fetch: async () => {
        throw new TypeError('fetch failed');
      },
    });
    expect(await down.simulator.verifyWebhook()).toMatchObject({ ok: false, status: undefined });
  });
});
