import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';

let desk: ApiDesk;
let token: string;
let agentId: string;

beforeAll(async () => {
  desk = await openApiDesk();
  ({ token, agentId } = await desk.signIn(desk.acme));
  for (let n = 0; n < 30; n += 1)
    await desk.write(desk.acme, `165055510${String(n).padStart(2, '0')}`, `no ${n}`);
});
afterAll(() => desk.close());

type Shown = { id: string; seq: number };
const get = async (path: string): Promise<{ items: readonly Shown[]; nextCursor: string | null }> => {
  const answer = await desk.as(token, 'GET', path);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return answer.body as { items: readonly Shown[]; nextCursor: string | null };
};

describe('a list of conversations', () => {
  it('shows the customer, the channel and the newest message of each', async () => {
    const { items } = await get('/v1/conversations?limit=1');
    expect(items[0]).toMatchObject({
      customerName: expect.stringContaining('canary-of-acme'),
      channel: 'whatsapp',
      isBotHandoff: false,
      lastMessage: {
        seq: 1,
        direction: 'inbound',
        sender: { type: 'customer', name: expect.stringContaining('canary-of-acme') },
        contentType: 'text',
        status: null,
      },
    });
    const path = `/v1/conversations/${items[0]?.id}`;
    await desk.as(token, 'POST', `${path}/messages`, { body: { text: 'Hello' } });
    expect((await desk.as(token, 'GET', path)).body).toMatchObject({
      lastMessage: {
        seq: 2,
        direction: 'outbound',
        sender: { type: 'agent', id: agentId, name: 'canary-of-acme agent' },
        status: 'queued',
      },
    });
  });

  it('shows no newest message where there is none', async () => {
    const customer = await desk.call(desk.acme, 'POST', '/v1/customers', {
      body: {
        name: 'Ben',
        identities: [{ channel: 'whatsapp', scope: '102290129340398', kind: 'phone', value: '16505559876' }],
      },
    });
    const customerId = (customer.body as Shown).id;
    const started = await desk.as(token, 'POST', '/v1/conversations', {
      body: { customerId, inboxId: desk.acme.inboxId },
    });
    expect(started.body).toMatchObject({ customerName: 'Ben', lastMessage: null, preview: null });
  });

  it('costs the same number of statements for one conversation and for thirty', async () => {
    const cost = async (limit: number): Promise<number> => {
      const before = desk.statements.length;
      const { items } = await get(`/v1/conversations?limit=${limit}`);
      expect(items).toHaveLength(limit);
      return desk.statements.slice(before).filter((text) => /\b(?:from|into|update) parley\.\w+/.test(text))
        .length;
    };
    await get('/v1/conversations?limit=2');
    const [one, two, thirty] = [await cost(1), await cost(2), await cost(30)];
    // The agent of the token, the page, its newest messages, customers, and agents who wrote.
    expect(thirty).toBeLessThanOrEqual(5);
    expect(two).toBe(thirty);
    expect(one).toBeLessThanOrEqual(thirty);
  });
});

describe('messages of a conversation', () => {
  let path: string;
  let ids: readonly string[];
  const seqs = async (query: string): Promise<readonly number[]> =>
    (await get(`${path}?${query}`)).items.map(({ seq }) => seq);

  beforeAll(async () => {
    await desk.write(desk.acme, '16505552000', 'first');
    const { items } = await get('/v1/conversations?limit=1');
    path = `/v1/conversations/${items[0]?.id}/messages`;
    for (let n = 2; n <= 12; n += 1)
      await desk.as(token, 'POST', path, { body: { text: `no ${n}`, clientMessageId: `c${n}` } });
    ids = (await get(`${path}?limit=100`)).items.map(({ id }) => id);
    expect(ids).toHaveLength(12);
  });

  it('are found around one of them, and go on from there both ways', async () => {
    const around = await get(`${path}?around=${ids[5]}&limit=5`);
    expect(around.items.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8]);
    expect(await seqs(`limit=3&cursor=${around.nextCursor}`)).toEqual([9, 10, 11]);
    const down = await get(`${path}?around=${ids[5]}&limit=5&order=desc`);
    expect(down.items.map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4]);
    expect(await seqs(`order=desc&limit=2&cursor=${down.nextCursor}`)).toEqual([3, 2]);
    expect(await seqs(`order=desc&limit=2&beforeSeq=4`)).toEqual([3, 2]);
  });

  it('are found around what a reply quotes, by the id the channel gave it', async () => {
    const [first] = (await get(`${path}?around=${ids[0]}&limit=1`)).items as readonly {
      readonly providerMessageId?: string;
    }[];
    const quoted = encodeURIComponent(first?.providerMessageId ?? '');
    expect(await seqs(`around=${quoted}&limit=4`)).toEqual([1, 2, 3]);
    const refusals = [];
    for (const query of ['around=wamid.never', `around=${quoted}&afterSeq=1`]) {
      const { status, body } = await desk.as(token, 'GET', `${path}?${query}`);
      refusals.push([status, (body as { error: { code: string } }).error.code]);
    }
    expect(refusals).toEqual([
      [404, 'message_not_found'],
      [400, 'invalid_request'],
    ]);
  });

  it('around the first and the newest are what there is', async () => {
    const first = await get(`${path}?around=${ids[0]}&limit=4&order=desc`);
    expect(first).toMatchObject({ items: [{ seq: 3 }, { seq: 2 }, { seq: 1 }], nextCursor: null });
    const last = await get(`${path}?around=${ids[11]}&limit=4`);
    expect(last).toMatchObject({ items: [{ seq: 11 }, { seq: 12 }], nextCursor: null });
    expect(await seqs(`around=${ids[3]}&limit=1`)).toEqual([4]);
  });

  it('fill a gap between two seqs, page by page', async () => {
    const page = await get(`${path}?afterSeq=3&beforeSeq=9&limit=3`);
    expect(page.items.map(({ seq }) => seq)).toEqual([4, 5, 6]);
    const rest = await get(`${path}?afterSeq=3&beforeSeq=9&limit=3&cursor=${page.nextCursor}`);
    expect(rest.items.map(({ seq }) => seq)).toEqual([7, 8]);
    expect(rest.nextCursor).toBeNull();
    expect(await seqs('afterSeq=12')).toEqual([]);
  });

  it('refuse a cursor of another stretch, and ways of asking that contradict each other', async () => {
    const { nextCursor } = await get(`${path}?afterSeq=3&limit=3`);
    for (const [query, code] of [
      [`cursor=${nextCursor}`, 'invalid_cursor'],
      [`around=${ids[0]}&afterSeq=1`, 'invalid_request'],
      ['clientMessageId=c2&beforeSeq=1', 'invalid_request'],
      [`around=${ids[0]}&clientMessageId=c2`, 'invalid_request'],
      ['afterSeq=-1', 'invalid_request'],
      ['afterSeq=99999999999', 'invalid_request'],
    ]) {
      const answer = await desk.as(token, 'GET', `${path}?${query}`);
      expect([answer.status, answer.body]).toMatchObject([400, { error: { code } }]);
    }
    const { items } = await get('/v1/conversations?limit=2');
    const elsewhere = await desk.as(
      token,
      'GET',
      `/v1/conversations/${items[1]?.id}/messages?around=${ids[0]}`,
    );
    expect([elsewhere.status, elsewhere.body]).toMatchObject([404, { error: { code: 'message_not_found' } }]);
  });

  it('tell whether a send arrived', async () => {
    expect(await seqs('clientMessageId=c7')).toEqual([7]);
    expect(await seqs('clientMessageId=never')).toEqual([]);
    const long = { text: 'long '.repeat(2000), clientMessageId: 'parts' };
    const sent = await desk.as(token, 'POST', path, { body: long });
    expect((sent.body as { parts: unknown[] }).parts.length).toBeGreaterThan(1);
    expect(await seqs('clientMessageId=parts')).toEqual(
      (sent.body as { parts: Shown[] }).parts.map(({ seq }) => seq),
    );
  });
});

describe('the timeline of a conversation', () => {
  it('shows who did what, oldest first, page by page, without what was only read', async () => {
    await desk.write(desk.acme, '16505553000', 'Hello');
    const { items } = await get('/v1/conversations?limit=1');
    const path = `/v1/conversations/${items[0]?.id}`;
    await desk.as(token, 'PATCH', path, { body: { assigneeId: agentId, lastReadSeq: 1 } });
    await desk.as(token, 'POST', `${path}/messages`, { body: { text: 'Hi' } });
    await desk.as(token, 'PATCH', path, { body: { status: 'resolved' } });
    const first = await get(`${path}/events?limit=2`);
    const rest = await get(`${path}/events?limit=50&cursor=${first.nextCursor}`);
    const shown = [...first.items, ...rest.items] as readonly (Shown & { readonly type?: string })[];
    expect(shown.some(({ type }) => type === 'conversation.control_changed')).toBe(true);
    expect(shown.filter(({ type }) => type !== 'conversation.control_changed')).toMatchObject([
      { type: 'conversation.opened' },
      {
        type: 'conversation.assigned',
        actor: { type: 'agent', id: agentId, name: 'canary-of-acme agent' },
        data: { to: agentId },
      },
      { type: 'conversation.status_changed', data: { from: 'open', to: 'resolved' } },
    ]);
    expect(rest.nextCursor).toBeNull();
    const missing = await desk.as(
      token,
      'GET',
      `/v1/conversations/cnv_${'f'.repeat(12)}7fff8${'f'.repeat(15)}/events`,
    );
    expect(missing.status).toBe(404);
  });
});
