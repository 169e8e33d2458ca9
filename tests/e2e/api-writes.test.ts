import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';
import { everythingOf, type Filled, fillDesk } from './filled-desk.ts';

let desk: ApiDesk;
let ids: Filled;

beforeAll(async () => {
  desk = await openApiDesk();
  ids = await fillDesk(desk, desk.acme);
});
afterAll(() => desk.close());

const columns = [
  'id',
  'accountId',
  'account_id',
  'tenantId',
  'number',
  'version',
  'createdAt',
  'updatedAt',
  'sealedCredentials',
  'nameIsEdited',
  'lastSeq',
  'unreadCount',
  'controller',
  'direction',
  'delivery',
  'sender',
  'author',
  'isSystem',
  'constructor',
  '__proto__',
];

describe('fields nobody may set', () => {
  it.each<readonly [string, string, () => string, () => object]>([
    [
      'a new conversation',
      'POST',
      () => '/v1/conversations',
      () => ({ customerId: ids.customerId, inboxId: ids.inboxId }),
    ],
    [
      'a change of a conversation',
      'PATCH',
      () => `/v1/conversations/${ids.conversationId}`,
      () => ({ priority: 'urgent' }),
    ],
    ['a message', 'POST', () => `/v1/conversations/${ids.conversationId}/messages`, () => ({ text: 'x' })],
    ['a note', 'POST', () => `/v1/conversations/${ids.conversationId}/notes`, () => ({ text: 'x' })],
    ['a new customer', 'POST', () => '/v1/customers', () => ({ name: 'x' })],
    ['a change of a customer', 'PATCH', () => `/v1/customers/${ids.customerId}`, () => ({ name: 'x' })],
    ['a new agent', 'POST', () => '/v1/agents', () => ({ name: 'x' })],
    ['a change of an inbox', 'PATCH', () => `/v1/inboxes/${ids.inboxId}`, () => ({ name: 'x' })],
  ])('are refused in %s, and nothing is stored', async (_name, method, path, bodyOf) => {
    const before = await everythingOf(desk, desk.acme, ids);
    for (const column of columns) {
      const body = JSON.parse(`{${JSON.stringify(bodyOf()).slice(1, -1)},"${column}":"1"}`) as unknown;
      const answer = await desk.call(desk.acme, method, path(), { body });
      expect([column, answer.status]).toEqual([column, 400]);
    }
    expect(await everythingOf(desk, desk.acme, ids)).toBe(before);
  });
});

describe('the same call with the same Idempotency-Key', () => {
  it('50 times at once is one message, and 50 equal answers', async () => {
    const headers = { 'idempotency-key': 'reply-1' };
    const path = `/v1/conversations/${ids.conversationId}/messages`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        desk.call(desk.acme, 'POST', path, { headers, body: { text: 'exactly once' } }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === null)).toHaveLength(1);
    const { body } = await desk.call(desk.acme, 'GET', `${path}?limit=100`);
    const texts = (body as { items: { content: { text?: string } }[] }).items.map(
      (message) => message.content.text,
    );
    expect(texts.filter((text) => text === 'exactly once')).toHaveLength(1);
  });

  it('from another account is another call', async () => {
    const headers = { 'idempotency-key': 'shared-key' };
    const first = await desk.call(desk.acme, 'POST', '/v1/agents', { headers, body: { name: 'Ana' } });
    const second = await desk.call(desk.globex, 'POST', '/v1/agents', { headers, body: { name: 'Bea' } });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
  });

  it('that failed the first time is tried again', async () => {
    const headers = { 'idempotency-key': 'late-customer' };
    const missing = { customerId: `cus_${'f'.repeat(32)}`, inboxId: ids.inboxId };
    const first = await desk.call(desk.acme, 'POST', '/v1/conversations', { headers, body: missing });
    const again = await desk.call(desk.acme, 'POST', '/v1/conversations', { headers, body: missing });
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([404, 404, null]);
  });

  it('works for every route that takes one', async () => {
    const posts: readonly (readonly [string, unknown, number])[] = [
      ['/v1/customers', { name: 'Key' }, 201],
      [
        '/v1/inboxes',
        {
          name: 'Key',
          channel: 'whatsapp',
          settings: { phoneNumberId: '1', wabaId: '2' },
          credentials: { appSecrets: ['s'], verifyToken: 'v', accessToken: 'a' },
        },
        201,
      ],
      [`/v1/conversations/${ids.conversationId}/notes`, { text: 'Key' }, 201],
      [`/v1/quarantine/${ids.quarantineId}/replay`, undefined, 422],
    ];
    for (const [path, body, status] of posts) {
      const options = {
        headers: { 'idempotency-key': `k-${path.length}` },
        ...(body === undefined ? {} : { body }),
      };
      const answer = await desk.call(desk.acme, 'POST', path, options);
      expect([path, answer.status]).toEqual([path, status]);
    }
  });
});

describe('lists', () => {
  it('in pages of one give each row once, also while rows are added', async () => {
    for (let index = 0; index < 5; index += 1)
      await desk.write(desk.acme, `1650555200${index}`, `hello ${index}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await desk.call(desk.acme, 'GET', `/v1/conversations?limit=1${query}`);
      const page = body as { items: { id: string }[]; nextCursor: string | null };
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
      if (seen.length === 2) await desk.write(desk.acme, '16505553000', 'in between');
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(6);
  });

  it('of messages go both ways, each with cursors of its own', async () => {
    const path = `/v1/conversations/${ids.conversationId}/messages`;
    const up = (await desk.call(desk.acme, 'GET', `${path}?limit=1`)).body as {
      items: { seq: number }[];
      nextCursor: string;
    };
    const down = (await desk.call(desk.acme, 'GET', `${path}?limit=1&order=desc`)).body as typeof up;
    expect(up.items[0]?.seq).toBe(1);
    expect(down.items[0]?.seq).toBeGreaterThan(1);
    const crossed = await desk.call(desk.acme, 'GET', `${path}?limit=1&order=desc&cursor=${up.nextCursor}`);
    expect(crossed.body).toMatchObject({ error: { code: 'invalid_cursor' } });
  });
});

describe('the event log', () => {
  it('is read to its end, and on from there without a gap', async () => {
    const types: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await desk.call(desk.acme, 'GET', `/v1/events?limit=3${after}`);
      const page = body as { items: { type: string }[]; nextCursor: string };
      types.push(...page.items.map((event) => event.type));
      after = `&after=${page.nextCursor}`;
      if (page.items.length === 0) break;
    }
    expect(types[0]).toBe('inbox.created');
    expect(types).toContain('message.received');
    expect(types).toContain('quarantine.item_added');
    await desk.write(desk.acme, '16505554000', 'news');
    const { body } = await desk.call(desk.acme, 'GET', `/v1/events?limit=100${after}`);
    expect((body as { items: { type: string }[] }).items.map((event) => event.type)).toEqual(
      expect.arrayContaining(['customer.created', 'conversation.opened', 'message.received']),
    );
  });

  it('can be followed from now on', async () => {
    const { body } = await desk.call(desk.acme, 'GET', '/v1/events?after=latest');
    const { items, nextCursor } = body as { items: unknown[]; nextCursor: string };
    expect(items).toEqual([]);
    const before = await desk.call(desk.acme, 'GET', `/v1/events?after=${nextCursor}`);
    expect((before.body as { items: unknown[] }).items).toEqual([]);
    await desk.call(desk.acme, 'POST', '/v1/agents', { body: { name: 'New' } });
    const after = await desk.call(desk.acme, 'GET', `/v1/events?after=${nextCursor}`);
    expect((after.body as { items: { type: string }[] }).items.map((event) => event.type)).toEqual([
      'agent.created',
    ]);
  });
});
