import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningPostgres } from 'parley-tests/postgres';
import pg from 'pg';
import { serverArguments } from '../../server-arguments.ts';
import { freePort } from './free-port.ts';
import type { RunningTarget, Target } from './target.ts';

const repository = dirname(dirname(dirname(import.meta.dirname)));
const serverScript = join(repository, 'examples', 'express-server', 'src', 'main.ts');

// The demo account of the reference server: documented, public, refused in production.
const demo = { appSecret: 'parley-demo-app-secret', phoneNumberId: '106540352242922' };

const startTimeoutMs = 60_000;
const pollMs = 50;
const readLogBytes = 8_192;

interface ServerLog {
  readonly fd: number;
  /** What was logged first. */
  read(): string;
  close(): void;
}

/** A file, as in production, and not a pipe that this process would have to empty while it measures. */
function openLog(): ServerLog {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const fd = openSync(join(home, 'server.log'), 'a+');
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  // An open file needs no name: nothing is left behind however this ends. Windows wants it closed first.
  const unnamed = process.platform !== 'win32';
  if (unnamed) remove();
  const buffer = Buffer.alloc(readLogBytes);
  return {
    fd,
    read: () => buffer.toString('utf8', 0, readSync(fd, buffer, 0, readLogBytes, 0)),
    close: () => {
      closeSync(fd);
      if (!unnamed) remove();
    },
  };
}

/** How the reference server is started. */
export interface ParleyTargetOptions {
  /** Further arguments of Node, for instance `--cpu-prof`. @defaultValue none */
  readonly nodeArguments?: readonly string[];
}

/** The reference server as `npm start` runs it, on PostgreSQL, with its own defaults, log included. */
export function parleyTarget(postgres: RunningPostgres, options: ParleyTargetOptions = {}): Target {
  return {
    id: 'parley',
    label: 'Parley',
    acksAfterStoring: true,
    start: () => startParley(postgres, options),
  };
}

async function startParley(
  postgres: RunningPostgres,
  { nodeArguments = [] }: ParleyTargetOptions,
): Promise<RunningTarget> {
  const database = await postgres.createDatabase();
  const log = openLog();
  const child = spawn(process.execPath, [...serverArguments, ...nodeArguments, serverScript], {
    cwd: repository,
    // Nothing of the caller's own settings may reach it.
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: database.url,
      PORT: '0',
      // Nothing is sent in this benchmark; if it were, nobody would listen.
      PARLEY_GRAPH_URL: `http://127.0.0.1:${await freePort()}`,
    },
    stdio: ['ignore', log.fd, log.fd],
  });
  const gone = once(child, 'exit');
  const deadline = performance.now() + startTimeoutMs;
  let webhookUrl: string | undefined;
  while (webhookUrl === undefined) {
    if (child.pid === undefined || child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      const text = log.read();
      log.close();
      await database.drop();
      throw new Error(`The reference server did not start:\n${text}`);
    }
    webhookUrl = /Demo webhook +http:\/\/localhost(:\d+\/\S+)/.exec(log.read())?.[1];
    await wait(pollMs);
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  return {
    webhookUrl: `http://127.0.0.1${webhookUrl}`,
    appSecret: demo.appSecret,
    phoneNumberId: demo.phoneNumberId,
    pid: child.pid ?? 0,
    databaseName: database.name,
    databaseUrl: database.url,
    storedIds: async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        const { rows } = await client.query<{ id: string }>(
          'select provider_message_id as id from parley.messages where provider_message_id is not null',
        );
        return rows.map((row) => row.id);
      } finally {
        await client.end();
      }
    },
    // It answers after the commit.
    settled: () => Promise.resolve(),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    remove: async () => {
      log.close();
      await database.drop();
    },
  };
}
