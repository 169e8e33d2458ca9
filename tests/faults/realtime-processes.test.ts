import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AccountId,
  createAesGcmCipher,
  createIds,
  createInProcessBus,
  createParley,
  type DomainEvent,
  type Parley,
  type RealtimeBus,
} from '@parley/core';
import { createServer } from '@parley/server';
import { type AttachedRealtime, attachRealtime, toNodeHandler } from '@parley/server/node';
import { createPostgresStorage } from '@parley/storage-postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectRealtime, type EventFrame, type Frame, type RealtimeClient } from '../e2e/realtime-client.ts';
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts';

const adminUrl = inject('postgresUrl');
const ids = createIds();
const accountId: AccountId = ids.next('acc');
const pollMs = 2000;

/** A bus that takes everything and brings nothing. */
const deafBus: RealtimeBus = {
  publish: () => Promise.resolve(),
  subscribe: () => Promise.resolve(() => Promise.resolve()),
};

/** One server process, as far as realtime and storage go; several share the database, and perhaps a bus. */
interface Process {
  readonly parley: Parley;
  readonly attached: AttachedRealtime;
  connect(hello?: object, agentId?: ReturnType<typeof ids.next<'agt'>>): Promise<RealtimeClient>;
  stop(): Promise<void>;
}

async function startProcess(database: TestDatabase, bus: RealtimeBus): Promise<Process> {
  const storage = await createPostgresStorage({
    connectionString: database.url,
    migrate: true,
    allowUnsafeDurability: true,
  });
  await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  const cipher = createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32).fill(7) }]);
  const parley = createParley({ storage, channels: [], cipher, bus });
  const server = createServer({ parley, realtime: { presenceGraceMs: 50 } });
  const http = createHttpServer(toNodeHandler(server));
  const attached = attachRealtime(http, server);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  await parley.start();
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`;
  const keyId = ids.next('key');
  const key = { id: keyId, accountId, name: 'test', prefix: 'pk', hash: keyId, createdAt: new Date() };
  await storage.forAccount(accountId).apiKeys.add([key]);
  return {
    parley,
    attached,
    async connect(hello = {}, agentId) {
      const holder = { accountId, apiKeyId: keyId, ...(agentId === undefined ? {} : { agentId }) };
      const { secret } = await parley.realtime.issueTicket(holder);
      const client = await connectRealtime(url);
      client.send({ t: 'hello', ticket: secret, ...hello });
      await client.first('welcome');
      return client;
    },
    async stop() {
      await attached.drain(500);
      http.closeAllConnections();
      http.close();
      await parley.stop(1000);
      await storage.close();
    },
  };
}

const named = (name: string) => (frame: Frame) =>
  frame.t === 'event' && (frame as EventFrame).event.data['name'] === name;

describe.runIf(adminUrl !== undefined)('realtime over several processes', () => {
  let database: TestDatabase;
  let processes: Process[] = [];
  beforeEach(async () => {
    database = await createTestDatabase(adminUrl as string);
  });
  afterEach(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    processes = [];
    await database.drop();
  });
  const start = async (bus: RealtimeBus): Promise<readonly [Process, Process]> => {
    const first = await startProcess(database, bus);
    const second = await startProcess(database, bus);
    processes = [first, second];
    return [first, second];
  };
  const write = ({ parley }: Process, name: string) =>
    parley.desk({ accountId, actor: { type: 'system' } }).agents.create({ name });

  it('brings what one commits to the connections of the other at once, and the moment as well', async () => {
    const [here, there] = await start(createInProcessBus());
    const mina = await write(here, 'Mina');
    const client = await there.connect({ topics: ['account', 'presence'] });
    const from = performance.now();
    await write(here, 'Omar');
    await client.frame(named('Omar'));
    expect(performance.now() - from).toBeLessThan(1000);

    const tab = await here.connect({}, mina.id);
    const is = (availability: string) => (frame: Frame) =>
      frame.t === 'presence' &&
      JSON.stringify(frame['agents']).includes(JSON.stringify({ agentId: mina.id, availability }));
    await client.frame(is('online'));
    // Whoever starts to listen asks the others how things stand.
    const late = await startProcess(database, here.parley.realtime.bus);
    processes.push(late);
    const newcomer = await late.connect({ topics: ['presence'] });
    await newcomer.frame(is('online'));
    await tab.close();
    await client.frame(is('offline'));
  });

  it('closes the gap within two seconds when every hint is lost', async () => {
    const [here, there] = await start(deafBus);
    const client = await there.connect();
    for (const name of ['one', 'two', 'three']) {
      await write(here, name);
      const from = performance.now();
      await client.frame(named(name));
      expect(performance.now() - from).toBeLessThan(pollMs);
    }
  });

  it('lets a client go on at another process where it was, also when that one is behind', async () => {
    const [here, there] = await start(deafBus);
    const client = await here.connect();
    const witness = await here.connect();
    let current = client;
    const heard: EventFrame[] = [];
    const { epoch } = (await client.first('welcome')) as unknown as { readonly epoch: string };
    for (let turn = 0; turn < 8; turn += 1) {
      await write(turn % 2 === 0 ? here : there, `turn ${turn}`);
      await current.frame(named(`turn ${turn}`));
      await current.close();
      heard.push(...current.events);
      const position = current.position as string;
      current = await (turn % 2 === 0 ? there : here).connect({ resume: { epoch, position } });
      expect(await current.first('welcome')).toMatchObject({ isResumed: true });
    }
    await write(here, 'last');
    await Promise.all([current.frame(named('last')), witness.frame(named('last'))]);
    heard.push(...current.events);
    expect(heard.map(({ event }) => event.id)).toEqual(witness.events.map(({ event }) => event.id));
  });

  it('never skips the event of a slow writer, live or on return', async () => {
    const [here, there] = await start(createInProcessBus());
    const live = await there.connect();
    const gone = await there.connect();
    const { epoch, position } = (await gone.first('welcome')) as unknown as Record<string, string>;
    await gone.close();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let taken = (): void => {};
    const hasPosition = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const slow: DomainEvent = {
      id: ids.next('evt'),
      type: 'agent.created',
      version: 1,
      accountId,
      actor: { type: 'system' },
      at: new Date(),
      data: { agentId: ids.next('agt'), name: 'slow', role: 'agent' },
    };
    // It takes its place in the log first and commits last.
    const writing = here.parley.storage.forAccount(accountId).transaction(async (tx) => {
      await tx.outbox.append([slow]);
      taken();
      await held;
    });
    await hasPosition;
    await write(there, 'quick');
    const back = await there.connect({ resume: { epoch, position } });
    release();
    await writing;
    for (const client of [live, back]) {
      await client.frame(named('quick'));
      await client.frame(named('slow'));
      expect(client.events.map(({ event }) => event.data['name'])).toEqual(['slow', 'quick']);
    }
  });

  it('takes a ticket that another process has given, once', async () => {
    const [here, there] = await start(deafBus);
    const agent = await write(here, 'Mina');
    const { secret } = await here.parley.realtime.issueTicket({ accountId, agentId: agent.id });
    const taken = await Promise.all(
      [here, there, there, here].map(({ parley }) => parley.realtime.redeemTicket(secret)),
    );
    expect(taken.filter((holder) => holder !== undefined)).toEqual([{ accountId, agentId: agent.id }]);
  });
});
