import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Agent, Desk, Parley } from '@parley/core';
import type { ParleyServer } from '@parley/server';
import { createServer } from '@parley/server';
import { afterEach, describe, expect, test } from 'vitest';
import { createListener } from '../app.ts';
import { demoAccount } from '../demo-account.ts';
import { createWorkbenchSessions, sessionCookie } from './workbench-session.ts';

const agents = demoAccount.agents.map(
  (agent): Agent => ({ ...agent, version: 1, createdAt: new Date('2026-01-05T09:00:00Z') }),
);
const [ana] = agents as [Agent, ...Agent[]];
const sessionKey = new Uint8Array(32).fill(1);
const landing = { demo: true, simulatorUrl: undefined };
let open: Server | undefined;
let asked: Request[] = [];

/** The app with the workbench; tokens come from a server that writes down who asked. */
async function start(hasWorkbench = true): Promise<string> {
  const api = createServer({ parley: {} as Parley });
  const server: ParleyServer = {
    ...api,
    isDraining: false,
    fetch(request) {
      asked.push(request);
      return Promise.resolve(Response.json({ token: 'a.b.c' }, { status: 201 }));
    },
  };
  const desk = { agents: { list: () => Promise.resolve(agents) } } as unknown as Desk;
  const workbench = { desk, sessionKey, simulatorUrl: undefined };
  open = createHttpServer(createListener(server, hasWorkbench ? { landing, workbench } : { landing }));
  open.listen(0, '127.0.0.1');
  await once(open, 'listening');
  return `http://127.0.0.1:${(open.address() as AddressInfo).port}`;
}

afterEach(() => {
  asked = [];
  open?.closeAllConnections();
  open?.close();
});

const post = (url: string, headers: Record<string, string> = {}, body?: string): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', headers, ...(body === undefined ? {} : { body }) });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the sign-in of the demo', () => {
  test('remembers the agent who was chosen in a cookie scripts cannot read, and hands out that agent’s tokens', async () => {
    const url = await start();
    const answer = await post(`${url}/workbench/sign-in`, form, `agent=${ana.id}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/workbench']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\/workbench/);
    const token = await post(`${url}/workbench/token`, { cookie: cookie.split(';')[0] ?? '' });
    expect([token.status, await token.text()]).toEqual([200, 'a.b.c']);
    expect(asked.map(({ method, url: path }) => [method, new URL(path).pathname])).toEqual([
      ['POST', `/v1/agents/${ana.id}/tokens`],
    ]);
  });

  test('takes nobody who is not an agent of the account', async () => {
    const url = await start();
    const answer = await post(`${url}/workbench/sign-in`, form, 'agent=agt_00000000000070008000000000000099');
    expect([answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      '/workbench/sign-in',
      null,
    ]);
  });

  test.each([
    { headers: { 'sec-fetch-site': 'cross-site' } },
    { headers: { 'sec-fetch-site': 'same-site' } },
    { headers: { origin: 'https://evil.example' } },
    { headers: { origin: 'null' } },
  ])('lets no other page sign anybody in or out or fetch a token: $headers', async ({ headers }) => {
    const url = await start();
    const cookie = `${sessionCookie}=${await createWorkbenchSessions(sessionKey).seal(ana.id)}`;
    for (const path of ['sign-in', 'sign-out', 'token']) {
      const answer = await post(
        `${url}/workbench/${path}`,
        { ...form, ...headers, cookie },
        `agent=${ana.id}`,
      );
      expect(answer.status).toBe(403);
    }
    expect(asked).toEqual([]);
  });

  test('believes no cookie it did not sign', async () => {
    const url = await start();
    const foreign = await createWorkbenchSessions(new Uint8Array(32).fill(2)).seal(ana.id);
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: ana.id, aud: 'parley:workbench', exp: 4e9 }))}.`;
    for (const value of [foreign, unsigned.replaceAll('=', ''), 'x', '']) {
      const headers = { cookie: `${sessionCookie}=${value}` };
      expect((await post(`${url}/workbench/token`, headers)).status).toBe(401);
      const page = await fetch(`${url}/workbench`, { redirect: 'manual', headers });
      expect(page.headers.get('location')).toBe('/workbench/sign-in');
    }
    expect(asked).toEqual([]);
  });

  test('is not there without the demo account', async () => {
    const url = await start(false);
    for (const path of ['/workbench', '/workbench/sign-in', '/demo']) {
      expect((await fetch(url + path, { redirect: 'manual' })).status).toBe(404);
    }
    expect((await post(`${url}/workbench/token`)).status).toBe(404);
    expect((await post(`${url}/demo/token`)).status).toBe(404);
  });
});
