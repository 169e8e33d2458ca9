import { join } from 'node:path';
import type { RunningPostgres } from 'parley-tests/postgres';
import pg from 'pg';
import { startChildServer } from './child-server.ts';

/** A server that stores a body with one insert, or nothing at all. */
export interface SingleInsertServer {
  readonly url: string;
  stop(): Promise<void>;
}

const script = join(import.meta.dirname, 'single-insert-server.ts');

/** Reads the body, inserts it as one row with its own commit, answers. */
export async function startSingleInsert(postgres: RunningPostgres): Promise<SingleInsertServer> {
  const database = await postgres.createDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    'create table bodies (id bigint primary key generated always as identity, body text not null)',
  );
  await client.end();
  const server = await startChildServer(script, { databaseUrl: database.url });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

/** Reads the body and answers: the ceiling of node:http and of the load generator on this machine. */
export async function startNoStore(): Promise<SingleInsertServer> {
  const server = await startChildServer(script, {});
  return { url: `http://127.0.0.1:${server.port}/`, stop: server.stop };
}
