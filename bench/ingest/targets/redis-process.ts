import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis server of our own on loopback that writes nothing to disk. */
export interface RunningRedis {
  readonly url: string;
  readonly version: string;
  /** Commands processed so far. */
  commands(): Promise<number>;
  /** Message ids in the library's histories: a list of JSON messages per thread. */
  historyIds(): Promise<string[]>;
  /** Forgets everything. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const program = 'redis-server';

/** @returns the version of the machine's `redis-server`, `undefined` when there is none */
export function findRedis(): string | undefined {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? (/v=(\S+)/.exec(asked.stdout)?.[1] ?? 'unknown') : undefined;
}

async function readHistories(redis: Redis): Promise<string[]> {
  const ids: string[] = [];
  for (const key of await redis.keys('chat-sdk:list:msg-history:*')) {
    for (const entry of await redis.lrange(key, 0, -1)) {
      const message = JSON.parse(entry) as { readonly id?: string };
      if (message.id !== undefined) ids.push(message.id);
    }
  }
  return ids;
}

/** Starts it on a free port, without snapshots and without an append-only file. */
export async function startRedis(version: string): Promise<RunningRedis> {
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, settings, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  const redis = new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null, lazyConnect: false });
  // While it starts, connecting fails and is tried again.
  redis.on('error', () => undefined);
  const died = once(child, 'exit').then(() => {
    throw new Error('redis-server ended.');
  });
  // It also ends when we stop it.
  died.catch(() => undefined);
  await Promise.race([redis.ping(), died]);
  return {
    url: `redis://127.0.0.1:${port}`,
    version,
    commands: async () => {
      const stats = await redis.info('stats');
      return Number(/total_commands_processed:(\d+)/.exec(stats)?.[1] ?? 0);
    },
    historyIds: () => readHistories(redis),
    clear: async () => {
      await redis.flushall();
    },
    stop: async () => {
      redis.disconnect();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
