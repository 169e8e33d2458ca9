import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeParley } from './testing/fake-parley.ts';

const one = '00000000000070008000000000000001';
const server = createServer({ parley: fakeParley(), apiBodyLimitBytes: 200_000 });
const messages = `/v1/conversations/cnv_${one}/messages`;

const problemsOf = (json: unknown) =>
  (json as { error: { details: { problems: { in: string; path: string; message: string }[] } } }).error
    .details.problems;

describe('a request that is not as documented', () => {
  test('is told every problem at once, each with its place', async () => {
    const answer = await callApi(server, 'POST', '/v1/customers?dry=1', {
      body: {
        name: '',
        phone: '0049',
        timezone: 'Mars/Olympus',
        isSystem: true,
        identities: [{ channel: 'whatsapp' }],
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_request' } });
    const places = problemsOf(answer.json).map((problem) => `${problem.in} ${problem.path}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'query dry',
        'body name',
        'body phone',
        'body timezone',
        'body isSystem',
        'body identities.0.scope',
        'body identities.0.kind',
        'body identities.0.value',
      ]),
    );
  });

  test.each([
    ['a body that is not JSON', '{"text":'],
    ['an empty body', ''],
    ['a body nested 33 deep', `${'['.repeat(33)}1${']'.repeat(33)}`],
    ['a body nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a body with a __proto__ key', '{"text":"hi","__proto__":{"isAdmin":true}}'],
    ['a body with a nested __proto__ key', '{"content":{"type":"text","text":"hi","__proto__":{}}}'],
  ])('%s is refused', async (_name, body) => {
    const answer = await callApi(server, 'POST', messages, { body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_json' } });
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const response = await server.fetch(
      new Request(`http://desk.test${messages}`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer pk_fake_000000000000000000000000',
          'content-type': 'application/json',
        },
        body: Uint8Array.of(0x22, 0xff, 0x22),
      }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_json' } });
  });

  test.each([
    ['text/plain', 'content_type_not_supported'],
    ['application/x-www-form-urlencoded', 'content_type_not_supported'],
    ['application/json; charset=utf-16', 'content_type_not_supported'],
  ])('a body sent as %s is refused', async (type, code) => {
    const answer = await callApi(server, 'POST', messages, { body: '{}', headers: { 'content-type': type } });
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ error: { code } });
  });

  test('a compressed body is refused', async () => {
    const answer = await callApi(server, 'POST', messages, {
      body: '{}',
      headers: { 'content-encoding': 'gzip' },
    });
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ error: { code: 'content_encoding_not_supported' } });
  });

  test('a body over the limit is refused', async () => {
    const answer = await callApi(server, 'POST', messages, { body: { text: 'x'.repeat(200_000) } });
    expect(answer.status).toBe(413);
    expect(answer.json).toMatchObject({
      error: { code: 'body_too_large', details: { limitBytes: 200_000 } },
    });
  });

  test.each([
    ['limit=0'],
    ['limit=101'],
    ['limit=ten'],
    ['limit='],
    ['limit=1.5'],
    ['limit=5&limit=6'],
    ['after=abc'],
    ['status=open,lost'],
    ['inboxId=cus_00000000000070008000000000000001'],
    ['assigneeId=nobody'],
    ['__proto__=1'],
    ['a[__proto__]=1'],
    ['cursor=a%20b'],
  ])('the query %s is refused', async (query) => {
    const answer = await callApi(server, 'GET', `/v1/conversations?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_request' } });
    expect(problemsOf(answer.json)[0]?.in).toBe('query');
  });

  test.each([
    ['the id of another kind', '/v1/conversations/cus_00000000000070008000000000000001'],
    ['a guess', '/v1/customers/1'],
    ['something else', `/v1/inboxes/${encodeURIComponent("' OR 1=1 --")}`],
  ])('%s in the path is refused', async (_name, path) => {
    const answer = await callApi(server, 'GET', path);
    expect(answer.status).toBe(400);
    expect(problemsOf(answer.json)).toEqual([expect.objectContaining({ in: 'path', path: 'id' })]);
  });

  test.each([
    ['neither text nor content', {}],
    ['both text and content', { text: 'a', content: { type: 'text', text: 'b' } }],
    ['content of an unknown type', { content: { type: 'poll' } }],
    ['content only customers can send', { content: { type: 'unsupported', kind: 'x' } }],
    [
      'media with two sources',
      { content: { type: 'image', media: { url: 'https://a.test/x.png', providerMediaId: '1' } } },
    ],
    ['media over http', { content: { type: 'image', media: { url: 'http://a.test/x.png' } } }],
    ['a sender', { text: 'a', sender: { type: 'system' } }],
    ['a status', { text: 'a', status: 'read' }],
    ['an account', { text: 'a', accountId: `acc_${one}` }],
  ])('a message with %s is refused', async (_name, body) => {
    const answer = await callApi(server, 'POST', messages, { body });
    expect(answer.status).toBe(400);
  });

  test.each<readonly [string, unknown]>([
    ['nothing', {}],
    ['snoozed without a time', { status: 'snoozed' }],
    ['a time without snoozed', { status: 'open', snoozedUntil: '2030-01-01T00:00:00Z' }],
    ['a time without a zone', { status: 'snoozed', snoozedUntil: '2030-01-01T00:00:00' }],
    ['an unknown status', { status: 'deleted' }],
    ['a seq below zero', { lastReadSeq: -1 }],
    ...[
      'id',
      'number',
      'customerId',
      'controller',
      'version',
      'constructor',
      'role',
      'isSystem',
      'accountId',
    ].map((field) => [`the field ${field}`, { priority: 'high', [field]: 'x' }] as const),
  ])('a conversation change with %s is refused', async (_name, body) => {
    const answer = await callApi(server, 'PATCH', `/v1/conversations/cnv_${one}`, { body });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: { code: 'invalid_request' } });
  });

  test('an unknown channel path is not an inbox', async () => {
    const answer = await callApi(server, 'POST', '/webhooks/whatsapp/inbox-1', { key: null, body: '{}' });
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ error: { code: 'inbox_not_found' } });
  });

  test('a long unknown field name is not given back whole', async () => {
    const answer = await callApi(server, 'POST', '/v1/agents', {
      body: { name: 'Ana', ['x'.repeat(5000)]: 1 },
    });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(1000);
  });
});
