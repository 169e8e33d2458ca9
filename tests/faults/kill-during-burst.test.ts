import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase } from '../postgres/test-database.ts';
import { postWebhook, readDesk, textWebhook } from './demo-desk.ts';
import { freePort, startServerProcess } from './server-process.ts';

const total = 2000;
const customers = 40;
const parallel = 50;
const adminUrl = inject('postgresUrl');
const cleanups: (() => Promise<void> | void)[] = [];

async function dataIn(name: string): Promise<Record<string, string>> {
  if (name === 'PGlite') {
    const dir = mkdtempSync(join(tmpdir(), 'parley-kill-'));
    cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
    return { PARLEY_DATA_DIR: dir };
  }
  const database = await createTestDatabase(adminUrl as string);
  cleanups.push(() => database.drop());
  return { DATABASE_URL: database.url };
}

/** Posts the burst; `onAck` hears each acknowledgement as it comes. */
async function burst(url: string, ids: readonly number[], onAck: (id: number) => void): Promise<void> {
  const queue = [...ids];
  const sender = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const status = await postWebhook(
        url,
        textWebhook(`wamid.kill.${id}`, `1650555${String(id % customers).padStart(4, '0')}`, `text ${id}`),
      );
      if (status === 200) onAck(id);
      if (status === 0) return;
    }
  };
  await Promise.all(Array.from({ length: parallel }, sender));
}

describe.each(['PGlite', ...(adminUrl === undefined ? [] : ['PostgreSQL'])])(
  'kill -9 during a burst, on %s',
  (name) => {
    afterAll(async () => {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    });

    it('loses no acknowledged message, stores none twice, and takes the rest after the restart', async () => {
      const env = { ...(await dataIn(name)), PORT: String(await freePort()) };
      const acked = new Set<number>();
      const all = Array.from({ length: total }, (_, id) => id);
      let server = await startServerProcess(env);
      // Three kills at different depths of the burst; after each, the provider delivers again what was not acknowledged.
      for (const killAfter of [150, 700, 1300]) {
        let killed: Promise<void> | undefined;
        await burst(
          server.url,
          all.filter((id) => !acked.has(id)),
          (id) => {
            acked.add(id);
            if (acked.size >= killAfter) killed ??= server.kill();
          },
        );
        expect(killed).toBeDefined();
        await killed;
        server = await startServerProcess(env);
        const stored = (await readDesk(server.url)).flatMap((conversation) =>
          conversation.messages.map((message) => message.providerMessageId),
        );
        expect(new Set(stored).size).toBe(stored.length);
        expect([...acked].filter((id) => !stored.includes(`wamid.kill.${id}`))).toEqual([]);
      }
      // Everything once more: what is there stays as it is.
      await burst(server.url, all, (id) => acked.add(id));
      expect(acked.size).toBe(total);
      const desk = await readDesk(server.url);
      expect(desk).toHaveLength(customers);
      expect(
        new Set(
          desk.flatMap((conversation) => conversation.messages.map((message) => message.providerMessageId)),
        ).size,
      ).toBe(total);
      for (const { messages } of desk) {
        const seqs = messages.map((message) => message.seq as number).sort((left, right) => left - right);
        expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      }
      expect(await server.terminate()).toBe(0);
    });
  },
);
