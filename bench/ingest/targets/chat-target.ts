import { join } from 'node:path';
import type { RunningPostgres } from 'parley-tests/postgres';
import pg from 'pg';
import type { ChatSettings } from './chat-settings.ts';
import { startChildServer } from './child-server.ts';
import type { RunningRedis } from './redis-process.ts';
import type { RunningTarget, Target } from './target.ts';

const appSecret = 'the app secret of the comparison';
const phoneNumberId = '106540352242922';

const messagesTable = `
  create table messages (
    id text primary key,
    thread_id text not null,
    author_id text not null,
    author_name text not null,
    body text not null,
    sent_at timestamptz not null,
    stored_at timestamptz not null default now()
  );
  create index on messages (thread_id, sent_at)`;

/** One way to set up the Chat SDK. */
export interface ChatVariant {
  readonly id: string;
  readonly label: string;
  readonly concurrency: ChatSettings['concurrency'];
  readonly ack: ChatSettings['ack'];
  /** Whether the bot's handler keeps the message in PostgreSQL. */
  readonly insert: boolean;
}

async function query(url: string, sql: string): Promise<pg.QueryResult<{ id: string }>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<{ id: string }>(sql);
  } finally {
    await client.end();
  }
}

/** `chat` with `@chat-adapter/whatsapp`; its state is in PostgreSQL, or in Redis when one is given. */
export function chatTarget(variant: ChatVariant, postgres: RunningPostgres, redis?: RunningRedis): Target {
  return {
    id: variant.id,
    label: variant.label,
    acksAfterStoring: variant.ack === 'after_handler',
    start: () => startChat(variant, postgres, redis),
  };
}

async function startChat(
  variant: ChatVariant,
  postgres: RunningPostgres,
  redis: RunningRedis | undefined,
): Promise<RunningTarget> {
  const database = await postgres.createDatabase();
  await query(database.url, messagesTable);
  await redis?.clear();
  const settings: ChatSettings = {
    state: redis === undefined ? { kind: 'pg', url: database.url } : { kind: 'redis', url: redis.url },
    concurrency: variant.concurrency,
    ack: variant.ack,
    messagesUrl: variant.insert ? database.url : undefined,
    appSecret,
    phoneNumberId,
  };
  const server = await startChildServer(join(import.meta.dirname, 'chat-server.ts'), settings);
  const stored = async (): Promise<string[]> => {
    const { rows } = await query(database.url, 'select id from messages');
    return rows.map((row) => row.id);
  };
  return {
    webhookUrl: `http://127.0.0.1:${server.port}/webhook`,
    appSecret,
    phoneNumberId,
    pid: server.pid,
    databaseName: database.name,
    databaseUrl: database.url,
    storedIds: redis !== undefined && !variant.insert ? () => redis.historyIds() : stored,
    settled: server.settled,
    stop: server.stop,
    kill: server.kill,
    remove: () => database.drop(),
    ...(redis === undefined ? {} : { redisCommands: () => redis.commands() }),
  };
}
