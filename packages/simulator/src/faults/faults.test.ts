import { describe, expect, it } from 'vitest';
import { createFakeBusiness, textTo } from '../fake-business.ts';
import type { Fault } from './fault.ts';

const phone = '+16505551234';

async function withFault(fault: Fault, times?: number) {
  const business = createFakeBusiness();
  await business.simulator.customer(phone).text('hi');
  business.simulator.faults.next(fault, times);
  const statuses = () => business.items('statuses').map((status) => status['status']);
  return { business, statuses, send: () => business.send(textTo(phone, 'hello')) };
}

describe('faults before a message is taken', () => {
  it('answer 500, 502 and 503 as often as asked, and take nothing', async () => {
    const { business, send } = await withFault({ kind: 'http_error', status: 502 }, 2);
    expect((await send()).status).toBe(502);
    expect((await send()).status).toBe(502);
    expect(business.simulator.outbox).toHaveLength(0);
    expect((await send()).status).toBe(200);
    expect(business.simulator.faults.armed).toEqual([]);
  });

  it('answer 429 with the seconds to wait', async () => {
    const { business } = await withFault({ kind: 'too_many_requests', retryAfterSeconds: 7 });
    const response = await business.graph('POST', '106540352242922/messages', {
      messaging_product: 'whatsapp',
      ...textTo(phone, 'x'),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({ error: { code: 4 } });
  });

  it('answer any Graph error', async () => {
    for (const code of [130429, 131056, 131047, 131026, 368]) {
      const { business, send } = await withFault({ kind: 'graph_error', code });
      expect((await send()).body['error']).toMatchObject({
        code,
        message: expect.stringContaining(`(#${code})`),
      });
      expect(business.simulator.outbox).toHaveLength(0);
    }
    const { send } = await withFault({
      kind: 'graph_error',
      code: 130429,
      status: 429,
      details: 'Slow down',
    });
    expect(await send()).toMatchObject({
      status: 429,
      body: { error: { error_data: { details: 'Slow down' } } },
    });
  });

  it('drop the connection', async () => {
    const { business, send } = await withFault({ kind: 'drop_connection' });
    await expect(send()).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
    expect(business.simulator.outbox).toHaveLength(0);
  });

  it('strike only what they are aimed at', async () => {
    const { business, send } = await withFault({ kind: 'http_error', status: 500, on: 'media' });
    expect((await send()).status).toBe(200);
    expect((await business.graph('GET', '12345678')).status).toBe(500);
    const read = await withFault({ kind: 'http_error', status: 500, on: 'read_receipt' });
    const messageId = read.business.items('messages')[0]?.['id'] ?? '';
    expect((await read.send()).status).toBe(200);
    expect((await read.business.send({ status: 'read', message_id: messageId })).status).toBe(500);
  });

  it('can strike by chance, decided by the seed', async () => {
    const run = async (seed: string) => {
      const business = createFakeBusiness({ seed });
      await business.simulator.customer(phone).text('hi');
      business.simulator.faults.sometimes({ kind: 'http_error', status: 500 }, 0.5);
      const statuses: number[] = [];
      for (let count = 0; count < 40; count += 1)
        statuses.push((await business.send(textTo(phone, 'x'))).status);
      return statuses;
    };
    const first = await run('a');
    expect(first).toEqual(await run('a'));
    expect(first).not.toEqual(await run('b'));
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(8);
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(8);
  });

  it('can be disarmed, and refuse nonsense', async () => {
    const { business, send } = await withFault({ kind: 'http_error', status: 500 }, 100);
    business.simulator.faults.clear();
    expect((await send()).status).toBe(200);
    const { faults } = business.simulator;
    expect(() => faults.next({ kind: 'drop_connection' }, 0)).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
    expect(() => faults.sometimes({ kind: 'drop_connection' }, 2)).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });
});

describe('a reply lost after the message was taken', () => {
  it('stands in the ledger, and statuses come all the same', async () => {
    const { business, send, statuses } = await withFault({ kind: 'lose_reply', how: 'reset' });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(business.simulator.outbox).toMatchObject([{ text: 'hello', replyLost: 'reset' }]);
    await business.simulator.settled();
    expect(statuses()).toEqual(['sent', 'delivered']);
  });

  it('can hang until the caller gives up', async () => {
    const { business } = await withFault({ kind: 'lose_reply', how: 'hang' });
    const caller = new AbortController();
    const call = business.simulator.fetch('https://graph.facebook.com/v25.0/106540352242922/messages', {
      method: 'POST',
      headers: { authorization: 'Bearer parley-demo-access-token' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...textTo(phone, 'x') }),
      signal: caller.signal,
    });
    await business.simulator.waitForMessage();
    caller.abort(new Error('gave up'));
    await expect(call).rejects.toThrow('gave up');
  });

  it('lets a hanging caller go when the simulator closes', async () => {
    const { business, send } = await withFault({ kind: 'lose_reply', how: 'hang' });
    const call = send();
    await business.simulator.waitForMessage();
    await business.simulator.close();
    await expect(call).rejects.toMatchObject({ code: 'simulator_closed' });
  });

  it('can be half a body, broken JSON, or a page of HTML', async () => {
    const half = await withFault({ kind: 'lose_reply', how: 'half_close' });
    await expect(half.send()).rejects.toThrow('terminated');
    const broken = await withFault({ kind: 'lose_reply', how: 'truncated_json' });
    await expect(broken.send()).rejects.toThrow(SyntaxError);
    const html = await withFault({ kind: 'lose_reply', how: 'html' });
    await expect(html.send()).rejects.toThrow(SyntaxError);
    for (const { business } of [half, broken, html]) expect(business.simulator.outbox).toHaveLength(1);
  });

  it('can also be slow, on the simulated clock', async () => {
    const { business, send } = await withFault({ kind: 'slow_reply', delayMs: 60_000 });
    let answered = false;
    const call = send().then((answer) => {
      answered = true;
      return answer;
    });
    await business.simulator.waitForMessage();
    await business.simulator.clock.advance(59_999);
    expect(answered).toBe(false);
    await business.simulator.clock.advance(1);
    expect((await call).status).toBe(200);
  });
});

describe('faults of statuses', () => {
  it('fail an accepted message with any code', async () => {
    const { business, send, statuses } = await withFault({ kind: 'fail_status', code: 131049 });
    expect((await send()).status).toBe(200);
    await business.simulator.settled();
    expect(statuses()).toEqual(['failed']);
    expect(business.items('statuses')[0]).toMatchObject({ errors: [{ code: 131049 }] });
    expect(business.simulator.customer(phone).lastReply).toBeUndefined();
  });

  it('fail one device after another got it', async () => {
    const { business, send, statuses } = await withFault({
      kind: 'fail_status',
      code: 131026,
      after: 'delivered',
    });
    await send();
    await business.simulator.settled();
    expect(statuses()).toEqual(['sent', 'delivered', 'failed']);
    expect(business.simulator.customer(phone).lastReply?.state).toBe('delivered');
  });

  it('skip one, or tell each several times', async () => {
    const skipping = await withFault({ kind: 'skip_status', status: 'delivered' });
    await skipping.send();
    await skipping.business.simulator.settled();
    expect(skipping.statuses()).toEqual(['sent']);
    expect(skipping.business.simulator.customer(phone).lastReply).toBeDefined();
    const repeating = await withFault({ kind: 'duplicate_statuses', extra: 2 });
    await repeating.send();
    await repeating.business.simulator.settled();
    expect(repeating.statuses()).toEqual(['sent', 'sent', 'sent', 'delivered', 'delivered', 'delivered']);
  });

  it('shuffle them, each keeping its own time', async () => {
    const business = createFakeBusiness({
      seed: 'x',
      timings: { sentMs: 1000, deliveredMs: 2000, readMs: 3000 },
    });
    const ana = business.simulator.customer({ phone, autoRead: true });
    await ana.text('hi');
    const orders = new Set<string>();
    for (let count = 0; count < 12; count += 1) {
      business.simulator.faults.next({ kind: 'shuffle_statuses' });
      const { id } = await business.send(textTo(phone, 'x'));
      await business.simulator.settled();
      const own = business.items('statuses').filter((status) => status['id'] === id);
      orders.add(own.map((status) => status['status']).join());
      const times = Object.fromEntries(own.map((status) => [status['status'], Number(status['timestamp'])]));
      expect(times['delivered']).toBe((times['sent'] ?? 0) + 1);
      expect(times['read']).toBe((times['sent'] ?? 0) + 2);
    }
    expect(orders.size).toBeGreaterThan(2);
  });

  it('tell sent before the send is answered', async () => {
    const { business, send, statuses } = await withFault({ kind: 'status_before_reply' });
    await send();
    expect(statuses()).toEqual(['sent']);
    await business.simulator.settled();
    expect(statuses()).toEqual(['sent', 'delivered']);
  });

  it('can be told by hand', async () => {
    const { business, statuses } = await withFault({ kind: 'skip_status', status: 'sent' });
    const { id } = await business.send(textTo(phone, 'x'));
    await business.simulator.settled();
    await business.simulator.reportStatus(id, 'failed', { code: 131047 });
    await business.simulator.reportStatus(id, 'sent');
    expect(statuses()).toEqual(['delivered', 'failed', 'sent']);
    await expect(business.simulator.reportStatus('wamid.nope', 'read')).rejects.toMatchObject({
      code: 'unknown_message',
    });
  });
});
