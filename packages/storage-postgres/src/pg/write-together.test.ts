import type pg from 'pg';
import { expect, it } from 'vitest';
import { writeTogether } from './write-together.ts';

/** A client whose socket notes when it is held back and when it is let go. */
function aClient(noted: string[]): pg.PoolClient {
  const stream = { cork: () => noted.push('held'), uncork: () => noted.push('let go') };
  return { connection: { stream } } as unknown as pg.PoolClient;
}
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('what is sent in one turn leaves together, what is sent later leaves later', async () => {
  const noted: string[] = [];
  const client = aClient(noted);
  writeTogether(client);
  await Promise.resolve();
  writeTogether(client);
  expect(noted).toStrictEqual(['held']);
  await nextTurn();
  expect(noted).toStrictEqual(['held', 'let go']);
  writeTogether(client);
  await nextTurn();
  expect(noted).toStrictEqual(['held', 'let go', 'held', 'let go']);
});

it('a client without such a socket is left alone', () => {
  expect(() => writeTogether({} as unknown as pg.PoolClient)).not.toThrow();
});
