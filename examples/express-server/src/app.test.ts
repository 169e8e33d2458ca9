import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Parley, RawRequest } from '@parley/core';
import { createServer } from '@parley/server';
import { toNodeHandler } from '@parley/server/node';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createListener } from './app.ts';
import { demoAccount } from './demo-account.ts';

const webhook = `/webhooks/whatsapp/${demoAccount.inboxId}`;
let open: Server | undefined;
const received: RawRequest[] = [];

const parley = {
  receiveWebhook(_channel: string, _inboxId: string, request: RawRequest) {
    received.push(request);
    return Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' });
  },
} as unknown as Parley;

async function listen(listener: RequestListener): Promise<string> {
  open = createHttpServer(listener).listen(0, '127.0.0.1');
  await once(open, 'listening');
  return `http://127.0.0.1:${(open.address() as AddressInfo).port}`;
}

afterEach(() => {
  received.length = 0;
  open?.closeAllConnections();
  open?.close();
});

test('browsers get the headers of helmet, providers only their answer', async () => {
  const url = await listen(
    createListener(createServer({ parley }), { landing: { demo: true, simulatorUrl: undefined } }),
  );
  const page = await fetch(`${url}/`);
  expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(page.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  const answer = await fetch(url + webhook, { method: 'POST', body: '{ "a": 1 }' });
  expect([answer.status, answer.headers.get('x-frame-options'), answer.headers.get('x-powered-by')]).toEqual([
    200,
    null,
    null,
  ]);
  expect(Buffer.from(received[0]?.body ?? []).toString()).toBe('{ "a": 1 }');
});

test('what nobody serves is answered by the API, in its own words', async () => {
  const url = await listen(
    createListener(createServer({ parley }), { landing: { demo: true, simulatorUrl: undefined } }),
  );
  const answer = await fetch(`${url}/favicon.ico`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: { code: 'route_not_found' } });
});

test('the handler works below a prefix of an app that parses JSON after it', async () => {
  const app = express();
  app.use('/support', toNodeHandler(createServer({ parley })));
  app.use(express.json());
  const url = await listen(app);
  const answer = await fetch(`${url}/support${webhook}?x=1`, {
    method: 'POST',
    body: '{ "a": 1 }',
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(200);
  expect([received[0]?.url, Buffer.from(received[0]?.body ?? []).toString()]).toEqual([
    `${webhook}?x=1`,
    '{ "a": 1 }',
  ]);
});

test('a parser in front of the handler is named as the mistake it is', async () => {
  const app = express();
  app.use(express.json());
  app.use('/support', toNodeHandler(createServer({ parley })));
  const url = await listen(app);
  const answer = await fetch(`${url}/support${webhook}`, {
    method: 'POST',
    body: '{ "a": 1 }',
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({
    error: { code: 'body_already_read', fix: expect.stringContaining('express.json()') },
  });
  expect(received).toEqual([]);
});
