import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { demo, postWebhook, readDesk, textWebhook } from './demo-desk.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const adminUrl = inject('postgresUrl');
const answerWithinMs = 3000;
const recoverWithinMs = 5000;

describe.runIf(adminUrl !== undefined)('the database goes away', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let server: ServerProcess;
  let sent = 0;

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl as string);
    const direct = new URL(database.url);
    proxy = await startTcpProxy(Number(direct.port));
    direct.port = String(proxy.port);
    server = await startServerProcess({ DATABASE_URL: direct.href });
  });
  afterAll(async () => {
    await server.kill();
    await proxy.close();
    await database.drop();
  });

  const next = (): string => {
    sent += 1;
    return `wamid.away.${sent}`;
  };
  const webhook = (id: string): Promise<number> =>
    postWebhook(server.url, textWebhook(id, '16505550001', 'hello'));
  const recovered = async (): Promise<number> => {
    const from = performance.now();
    while ((await webhook(next())) !== 200) {
      if (performance.now() - from > recoverWithinMs * 2) throw new Error('the server does not recover');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return performance.now() - from;
  };
  const storedIds = async (): Promise<readonly (string | undefined)[]> =>
    (await readDesk(server.url)).flatMap((conversation) =>
      conversation.messages.map((message) => message.providerMessageId),
    );

  it('answers 503 with Retry-After within three seconds when the database is frozen, and recovers by itself', async () => {
    expect(await webhook(next())).toBe(200);
    proxy.freeze();
    const from = performance.now();
    const response = await fetch(`${server.url}/v1/conversations`, {
      headers: { authorization: `Bearer ${demo.apiKey}` },
    });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ error: { code: 'storage_unavailable' } });
    const statuses = await Promise.all(Array.from({ length: 20 }, () => webhook(next())));
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(performance.now() - from).toBeLessThan(answerWithinMs * 2);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    proxy.thaw();
    expect(await recovered()).toBeLessThan(recoverWithinMs);
  });

  it('answers 503 when connections are refused, and recovers by itself', async () => {
    proxy.refuse();
    proxy.cut();
    const from = performance.now();
    expect(await webhook(next())).toBe(503);
    expect(performance.now() - from).toBeLessThan(answerWithinMs);
    proxy.accept();
    expect(await recovered()).toBeLessThan(recoverWithinMs);
  });

  it('loses no acknowledged message and stores none twice while connections are cut under load', async () => {
    const acked: string[] = [];
    let isOver = false;
    const cutter = (async () => {
      for (let cuts = 0; cuts < 12; cuts += 1) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        proxy.cut();
      }
      isOver = true;
    })();
    const sender = async (): Promise<void> => {
      while (!isOver) {
        const id = next();
        // As the provider does: the same message again until it is acknowledged.
        for (let tries = 0; tries < 50; tries += 1) {
          if ((await webhook(id)) === 200) {
            acked.push(id);
            break;
          }
        }
      }
    };
    await Promise.all([cutter, ...Array.from({ length: 8 }, sender)]);
    await recovered();
    const stored = await storedIds();
    expect(acked.length).toBeGreaterThan(20);
    expect(acked.filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
  });
});
