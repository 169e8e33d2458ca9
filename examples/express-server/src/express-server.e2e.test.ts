import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversationListSchema, messageListSchema } from '@parley/api-contract';
import { createWhatsAppSimulator } from '@parley/simulator';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoAccount } from './demo-account.ts';
import { runToEnd, type ServerProcess, startServer } from './server-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'parley-server-'));
const { inboxId, whatsApp } = demoAccount;
const simulator = createWhatsAppSimulator({ clock: 'real', strangers: 'trust' });
let env: Record<string, string>;
let server: ServerProcess;

async function start(): Promise<void> {
  server = await startServer(env);
  simulator.setWebhookUrl(`${server.url}/webhooks/whatsapp/${inboxId}`);
}

beforeAll(async () => {
  env = { PARLEY_DATA_DIR: dataDir, PARLEY_GRAPH_URL: (await simulator.listen()).url };
  await start();
});
afterAll(async () => {
  await server.terminate();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${demoAccount.apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const conversations = async () =>
  conversationListSchema.parse((await call('GET', '/v1/conversations')).body).items;
const messagesOf = async (id: string) =>
  messageListSchema.parse((await call('GET', `/v1/conversations/${id}/messages`)).body).items;

function webhook(id: string, text: string): string {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: whatsApp.displayPhoneNumber, phone_number_id: whatsApp.phoneNumberId },
    contacts: [{ profile: { name: 'Sara' }, wa_id: '16505551234' }],
    messages: [
      {
        from: '16505551234',
        id,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: text },
      },
    ],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: whatsApp.wabaId, changes: [{ field: 'messages', value }] }],
  });
}

async function post(body: string, secret: string = whatsApp.appSecret): Promise<number> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const response = await fetch(`${server.url}/webhooks/whatsapp/${inboxId}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
  });
  await response.arrayBuffer();
  return response.status;
}

describe('the reference server, started with nothing but a folder', () => {
  test('greets people, and is ready', async () => {
    const page = await fetch(`${server.url}/`);
    expect(await page.text()).toContain('Parley is running');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('x-powered-by')).toBeNull();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(server.output()).toContain(
      `curl -s ${server.url.replace('127.0.0.1', 'localhost')}/v1/conversations`,
    );
  });

  test('takes the documented subscription check, signed webhook and reply, and sends it to the provider', async () => {
    const query = `hub.mode=subscribe&hub.verify_token=${whatsApp.verifyToken}&hub.challenge=8713`;
    const check = await fetch(`${server.url}/webhooks/whatsapp/${inboxId}?${query}`);
    expect([check.status, await check.text()]).toEqual([200, '8713']);

    expect(await post(webhook('wamid.in.1', 'Where is my order?'))).toBe(200);
    const [conversation] = await conversations();
    expect(conversation).toMatchObject({
      number: 1,
      status: 'open',
      preview: 'Where is my order?',
      serviceWindow: { state: 'open' },
    });

    const id = conversation?.id ?? '';
    const reply = await call('POST', `/v1/conversations/${id}/messages`, {
      text: 'On its way!',
      agentId: demoAccount.agents[1].id,
    });
    expect(reply).toMatchObject({ status: 201, body: { status: 'queued', sender: { name: 'Ben Carter' } } });
    expect(await simulator.waitForMessage()).toMatchObject({ to: '+16505551234' });
    await simulator.customer('+16505551234').openChat();
    await vi.waitFor(async () => expect(await messagesOf(id)).toMatchObject([{}, { status: 'read' }]), {
      timeout: 20_000,
      interval: 100,
    });
    expect(simulator.outbox).toHaveLength(1);
  });

  test('refuses what is not signed, unknown inboxes and bodies over 4 MiB', async () => {
    expect(await post(webhook('wamid.in.2', 'forged'), 'another secret')).toBe(401);
    const unknown = await fetch(`${server.url}/webhooks/whatsapp/inb_${'f'.repeat(32)}`, {
      method: 'POST',
      body: '{}',
    });
    expect(unknown.status).toBe(404);
    const large = await fetch(`${server.url}/webhooks/whatsapp/${inboxId}`, {
      method: 'POST',
      body: Buffer.alloc(4_200_000),
    });
    expect(large.status).toBe(413);
    expect(await post('this is not JSON')).toBe(200);
    expect((await call('GET', '/v1/quarantine')).body).toMatchObject({ items: [{ state: 'waiting' }] });
  });

  test('logs one line per request, without what people wrote and without keys', async () => {
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string; route?: string });
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'request', route: '/webhooks/:channel/:inboxId', status: 200 }),
    );
    const logged = JSON.stringify(lines);
    for (const secret of [
      'Where is my order',
      'On its way',
      '16505551234',
      'Sara',
      demoAccount.apiKey,
      ...Object.values(whatsApp).slice(3),
    ]) {
      expect(logged).not.toContain(secret);
    }
  });

  test('ends in order, lets a request that is under way end, and keeps everything over a restart', async () => {
    const [kept] = await conversations();
    const body = webhook('wamid.in.3', 'still there?');
    const signature = createHmac('sha256', whatsApp.appSecret).update(body).digest('hex');
    const underWay = httpRequest(`${server.url}/webhooks/whatsapp/${inboxId}`, {
      method: 'POST',
      headers: { 'x-hub-signature-256': `sha256=${signature}`, 'content-length': Buffer.byteLength(body) },
    });
    const answered = once(underWay, 'response') as Promise<
      [{ statusCode?: number; headers: Record<string, unknown>; resume(): void }]
    >;
    underWay.write(body.slice(0, 10));
    await once(underWay, 'socket');
    // The server has the request once it answered another one that came after it.
    await fetch(`${server.url}/livez`);
    const code = server.terminate();
    await vi.waitFor(() => expect(server.output()).toContain('shutting down'));
    underWay.end(body.slice(10));
    const [response] = await answered;
    response.resume();
    expect([response.statusCode, response.headers['connection']]).toEqual([200, 'close']);
    expect(await code).toBe(0);

    await start();
    const after = await conversations();
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({
      id: kept?.id,
      lastSeq: 3,
      preview: 'still there?',
    });
    expect((await call('GET', '/v1/agents')).body).toMatchObject({ items: [{}, {}] });
  });
});

describe('a start that cannot work', () => {
  test('names every wrong variable and shows no value', async () => {
    const { code, output } = await runToEnd({
      PORT: 'many',
      PARLEY_ENCRYPTION_KEY: 'hunter2',
      NODE_ENV: 'production',
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'PARLEY_ENCRYPTION_KEY']) expect(output).toContain(`  ${name}: `);
    expect(output).not.toMatch(/hunter2|many|\bat .*\.ts/);
  });

  test('a second process on the same folder is told who has it', async () => {
    const { code, output } = await runToEnd({ ...env, PORT: '0' });
    expect(code).toBe(1);
    expect(output).toContain(`in use by process ${server.child.pid}`);
  });

  test('a taken port is named', async () => {
    const other = mkdtempSync(join(tmpdir(), 'parley-server-'));
    const { code, output } = await runToEnd({ PARLEY_DATA_DIR: other, PORT: new URL(server.url).port });
    rmSync(other, { recursive: true, force: true });
    expect([code, output]).toEqual([1, expect.stringContaining('is in use by another process')]);
  });

  test('production refuses a database that holds the demo account', async () => {
    expect(await server.terminate()).toBe(0);
    const production = {
      NODE_ENV: 'production',
      PARLEY_DATA_DIR: dataDir,
      PARLEY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
    };
    const { code, output } = await runToEnd({ ...production, PORT: '0' });
    await start();
    expect([code, output]).toEqual([1, expect.stringContaining('holds the demo account')]);
  });
});
