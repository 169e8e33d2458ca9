import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeParley } from './testing/fake-parley.ts';

const inb = 'inb_00000000000070008000000000000001';

describe('pages of other origins', () => {
  const server = createServer({ parley: fakeParley(), corsOrigins: ['https://desk.example'] });

  test('may read the API only where the origin is listed exactly', async () => {
    const from = async (origin: string) =>
      (await callApi(server, 'GET', '/livez', { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await from('https://desk.example')).toBe('https://desk.example');
    expect(await from('https://desk.example.evil.test')).toBeNull();
    expect(await from('http://desk.example')).toBeNull();
    expect(await from('null')).toBeNull();
  });

  test('get a preflight for what the route takes, and never for webhooks', async () => {
    const headers = { origin: 'https://desk.example', 'access-control-request-method': 'POST' };
    const preflight = await callApi(server, 'OPTIONS', '/v1/conversations', { headers, key: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, OPTIONS');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const webhook = await callApi(server, 'POST', `/webhooks/whatsapp/${inb}`, { headers, body: '{}' });
    expect(webhook.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may read nothing where no origin is listed', async () => {
    const answer = await callApi(createServer({ parley: fakeParley() }), 'OPTIONS', '/v1/agents', {
      headers: { origin: 'https://desk.example' },
      key: null,
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
