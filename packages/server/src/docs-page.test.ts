import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeParley } from './testing/fake-parley.ts';

describe('the documents', () => {
  const server = createServer({ parley: fakeParley(), basePath: '/support' });

  test('are served below the base path, and say where the API is', async () => {
    const answer = await callApi(server, 'GET', '/support/openapi.json', { key: null });
    expect(answer.json).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/support' }] });
    expect((await callApi(server, 'GET', '/openapi.json', { key: null })).status).toBe(404);
    expect((await callApi(server, 'GET', '/supporter/livez', { key: null })).status).toBe(404);
  });

  test('page works offline under a policy that allows no inline script and no other origin', async () => {
    const page = await callApi(server, 'GET', '/support/docs', { key: null });
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part);
    expect(parts).toContain('docs/swagger-ui-bundle.js');
    for (const part of parts) {
      const file = await callApi(server, 'GET', `/support/${part}`, { key: null });
      expect([part, file.status, file.text.length > 100]).toEqual([part, 200, true]);
    }
    expect(page.text).not.toMatch(/<script>|https?:|\son\w+=/);
  });

  test('page serves nothing else of its folder', async () => {
    for (const name of ['index.html', 'package.json', '..%2Fpackage.json', 'swagger-ui.js', '__proto__']) {
      expect((await callApi(server, 'GET', `/support/docs/${name}`, { key: null })).status).toBe(404);
    }
  });
});
