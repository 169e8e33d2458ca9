import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AgentId } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from './api-desk.ts';
import { connectRealtime, type EventFrame, type RealtimeClient } from './realtime-client.ts';
import { openRealtimeDesk, type RealtimeDesk } from './realtime-desk.ts';

describe('who may listen', () => {
  let desk: RealtimeDesk;
  let mina: AgentId;
  beforeAll(async () => {
    desk = await openRealtimeDesk({
      realtime: { maxConnectionsPerHolder: 3, helloWithinMs: 300 },
      corsOrigins: ['https://app.example.com'],
    });
    mina = await desk.agent(desk.acme, 'Mina');
  });
  afterAll(() => desk.close());

  const tokenOf = async (tenant: Tenant, agentId: AgentId): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${desk.port}/v1/agents/${agentId}/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    });
    return ((await answer.json()) as { readonly token: string }).token;
  };
  /** What a connection is ended with that says hello like this. */
  const refused = async (client: RealtimeClient, hello: object) => {
    client.send({ t: 'hello', ...hello });
    const { code } = await client.closed;
    return { code, frames: client.frames };
  };
  const noTicket = { code: 4401, frames: [{ t: 'error', code: 'ticket_refused' }] };

  it('needs a ticket that nobody has used', async () => {
    const ticket = await desk.ticket(desk.acme, mina);
    const first = await connectRealtime(desk.url);
    first.send({ t: 'hello', ticket });
    await first.first('welcome');
    expect(await refused(await connectRealtime(desk.url), { ticket })).toEqual(noTicket);
    expect(await refused(await connectRealtime(desk.url), { ticket: 'rt_nobody' })).toEqual(noTicket);
    await first.close();
  });

  it('needs a ticket of the last 30 seconds', async () => {
    const secret = 'rt_expired';
    const hash = createHash('sha256').update(secret).digest('hex');
    const expiresAt = new Date(Date.now() - 1);
    await desk.parley.storage.system.tickets.add([
      { hash, accountId: desk.acme.accountId, agentId: mina, expiresAt },
    ]);
    expect(await refused(await connectRealtime(desk.url), { ticket: secret })).toEqual(noTicket);
    const made = await desk.call(desk.acme, 'POST', '/v1/realtime/tickets', { body: {} });
    const lasts = Date.parse((made.body as { readonly expiresAt: string }).expiresAt) - Date.now();
    expect(lasts).toBeGreaterThan(25_000);
    expect(lasts).toBeLessThanOrEqual(30_000);
  });

  it('is told nothing before hello, and cut off when it does not come', async () => {
    const silent = await connectRealtime(desk.url);
    expect(await silent.closed).toEqual({ code: 4401 });
    expect(silent.frames).toEqual([{ t: 'error', code: 'not_authenticated' }]);
    const rude = await connectRealtime(desk.url);
    rude.send({ t: 'subscribe', id: '1', topics: ['account'] });
    expect(await rude.closed).toEqual({ code: 4401 });
    expect(rude.frames).toEqual([{ t: 'error', code: 'not_authenticated' }]);
  });

  it('lets an agent get a ticket for themselves and for nobody else', async () => {
    const omar = await desk.agent(desk.acme, 'Omar');
    const headers = { authorization: `Bearer ${await tokenOf(desk.acme, mina)}` };
    const own = await fetch(`http://127.0.0.1:${desk.port}/v1/realtime/tickets`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ agentId: mina }),
    });
    expect(own.status).toBe(201);
    const other = await fetch(`http://127.0.0.1:${desk.port}/v1/realtime/tickets`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ agentId: omar }),
    });
    expect(other.status).toBe(403);
    const stranger = await desk.call(desk.globex, 'POST', '/v1/realtime/tickets', {
      body: { agentId: mina },
    });
    expect(stranger.status).toBe(404);
  });

  it('refuses conversations of other accounts as it refuses those that do not exist', async () => {
    const theirs = await desk.hear(desk.globex, '16505550200', 'a matter of globex');
    const client = await desk.connect(desk.acme, mina);
    const topics = [`conversation:${theirs}`, 'conversation:cnv_00000000000070008000000000000099'];
    client.send({ t: 'subscribe', id: 's1', topics });
    expect(await client.first('subscribed')).toEqual({
      t: 'subscribed',
      id: 's1',
      topics: [],
      refused: topics,
    });
    client.send({ t: 'typing', conversationId: theirs, isTyping: true });
    expect(await client.first('error')).toEqual({ t: 'error', code: 'topic_refused' });
    await desk.write(desk.globex, '16505550200', 'again');
    await desk.write(desk.acme, '16505550201', 'ours');
    await client.first('event');
    expect(client.texts.join()).not.toContain(desk.globex.canary);
    await client.close();
  });

  it('ends within a second when an agent is disabled', async () => {
    const leaving = await desk.agent(desk.acme, 'Leaving');
    const client = await desk.connect(desk.acme, leaving);
    const from = performance.now();
    await desk.call(desk.acme, 'PATCH', `/v1/agents/${leaving}`, { body: { isDisabled: true } });
    expect(await client.closed).toEqual({ code: 4410 });
    expect(performance.now() - from).toBeLessThan(1000);
    expect(client.frames.at(-1)).toMatchObject({ t: 'closing', reason: 'access_ended' });
  });

  it('ends within a second when a key is revoked, of which no event tells', async () => {
    const accountId = desk.globex.accountId;
    const store = desk.parley.storage.forAccount(accountId).apiKeys;
    const [key] = await store.list();
    const client = await desk.connect(desk.globex);
    const asAgent = await desk.connect(desk.globex, await desk.agent(desk.globex, 'Through a key'));
    const from = performance.now();
    await store.revoke([key?.id as NonNullable<typeof key>['id']], new Date());
    expect(await client.closed).toEqual({ code: 4410 });
    expect(await asAgent.closed).toEqual({ code: 4410 });
    expect(performance.now() - from).toBeLessThan(1000);
  });

  it('is closed to pages of other origins, and open to ours, to the host itself and to servers', async () => {
    const evil = await connectRealtime(desk.url, { origin: 'https://evil.example.com' });
    evil.send({ t: 'hello', ticket: await desk.ticket(desk.acme, mina) });
    expect(await evil.closed).toEqual({ code: 4403 });
    expect(evil.frames).toEqual([]);
    for (const origin of ['https://app.example.com', `http://127.0.0.1:${desk.port}`]) {
      const client = await connectRealtime(desk.url, { origin });
      client.send({ t: 'hello', ticket: await desk.ticket(desk.acme, mina) });
      await client.first('welcome');
      await client.close();
    }
  });

  it('counts the connections of each agent', async () => {
    const busy = await desk.agent(desk.acme, 'Busy');
    const tabs = [];
    for (let n = 0; n < 3; n += 1) tabs.push(await desk.connect(desk.acme, busy));
    const ticket = await desk.ticket(desk.acme, busy);
    const fourth = await refused(await connectRealtime(desk.url), { ticket });
    expect(fourth).toEqual({ code: 4428, frames: [{ t: 'error', code: 'too_many_connections' }] });
    await tabs.pop()?.close();
    const client = await connectRealtime(desk.url);
    client.send({ t: 'hello', ticket: await desk.ticket(desk.acme, busy) });
    await client.first('welcome');
    await Promise.all([...tabs, client].map((tab) => tab.close()));
  });

  it('leaves upgrades of other paths to others, and answers them where there are none', async () => {
    const status = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { connection: 'Upgrade', upgrade: 'websocket' };
        const asked = request({ port: desk.port, host: '127.0.0.1', path: '/hmr', headers });
        asked.on('response', (response) => resolve(response.statusCode ?? 0));
        asked.on('error', reject);
        asked.end();
      });
    expect(await status()).toBe(404);
    const other = once(desk.http, 'upgrade').then(([, stream]) => {
      (stream as { end(text: string): void }).end('HTTP/1.1 418 Teapot\r\ncontent-length: 0\r\n\r\n');
    });
    expect(await status()).toBe(418);
    await other;
  });

  it('serves the documents their path: the token with the handshake, their names for events', async () => {
    const url = `ws://127.0.0.1:${desk.port}/ws/agent/${mina}`;
    const token = await tokenOf(desk.acme, mina);
    const ways = [
      await connectRealtime(url, { protocols: [], headers: { authorization: `Bearer ${token}` } }),
      await connectRealtime(url, { protocols: ['parley.v1', `auth.${token}`] }),
    ];
    for (const client of ways) {
      expect(await client.first('welcome')).toMatchObject({
        actor: { type: 'agent', id: mina, name: 'Mina' },
      });
      expect(await client.first('presence')).toMatchObject({ name: 'agent_status' });
    }
    await desk.write(desk.acme, '16505550202', 'from somebody new');
    for (const client of ways) {
      const opened = await client.frame<EventFrame>((frame) => frame['name'] === 'new_ticket');
      expect(opened.event.type).toBe('conversation.opened');
      await client.frame((frame) => frame['name'] === 'ticket_update');
      await client.close();
    }
    const omar = await desk.agent(desk.acme, 'Omar');
    const foreign = await connectRealtime(url, {
      protocols: ['parley.v1', `auth.${await tokenOf(desk.acme, omar)}`],
    });
    expect(await foreign.closed).toEqual({ code: 4401 });
    expect(foreign.frames).toEqual(noTicket.frames);
    const stolen = await connectRealtime(url);
    expect(await refused(stolen, { ticket: await desk.ticket(desk.acme, omar) })).toEqual(noTicket);
  });
});
