import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BinariesChoice, findBinaries } from './find-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { freePort, launchServer, type PostgresProcessOptions, runProgram } from './postgres-process.ts';
import { isWorldReachable, makeTemporaryDirectory } from './temporary-directory.ts';
import { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';
import { type UnprivilegedUser, unprivilegedUser } from './unprivileged-user.ts';

/** How the server is set up. */
export interface StartPostgresOptions {
  /**
   * Whether a commit waits for the disk. Off is faster and loses data when the machine (not the process) dies.
   *
   * @defaultValue `true`
   */
  readonly fsync?: boolean;
  /** Which programs to use. @defaultValue `PARLEY_TEST_PG_BINARIES`, else `any` */
  readonly binaries?: BinariesChoice;
  /** Further server settings, passed as `-c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server of our own, on loopback, gone when the process that started it is gone. */
export interface RunningPostgres {
  /** Connection string of the superuser; the port stays the same over restarts. */
  readonly adminUrl: string;
  /** For instance `15.18`. */
  readonly version: string;
  /** Where the programs come from, for people. */
  readonly source: string;
  readonly dataDir: string;
  createDatabase(options?: TestDatabaseOptions): Promise<TestDatabase>;
  /** Stops in order, waiting for nobody, and removes all data. */
  stop(): Promise<void>;
  /** Stops as a crash would: no checkpoint, connections cut. The data stays for {@link RunningPostgres.restart}. */
  stopImmediate(): Promise<void>;
  /** Starts again on the same port and data, after a stop in order when it still runs. */
  restart(): Promise<void>;
}

function chosenBinaries(choice: BinariesChoice | undefined): PostgresBinaries {
  const wanted = choice ?? process.env['PARLEY_TEST_PG_BINARIES'] ?? 'any';
  if (wanted !== 'any' && wanted !== 'machine' && wanted !== 'npm') {
    throw new Error(`PARLEY_TEST_PG_BINARIES is "${wanted}"; use machine, npm or any.`);
  }
  return findBinaries(wanted);
}

/** A checkout below somebody's home is closed to PostgreSQL's user: the programs are then run from a copy. */
function reachableBinaries(
  found: PostgresBinaries,
  user: UnprivilegedUser | undefined,
  home: string,
): PostgresBinaries {
  if (user === undefined || found.rootDir === undefined || isWorldReachable(found.binDir)) return found;
  const rootDir = join(home, 'programs');
  cpSync(found.rootDir, rootDir, { recursive: true, verbatimSymlinks: true });
  chmodSync(rootDir, 0o755);
  return { ...found, rootDir, binDir: join(rootDir, 'bin'), libDir: join(rootDir, 'lib') };
}

function startWatchdog(home: string): ChildProcess {
  const script = join(import.meta.dirname, 'server-watchdog.mjs');
  const watchdog = spawn(process.execPath, [script, home], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  return watchdog;
}

/**
 * Creates a data directory and runs a PostgreSQL server on it, also when this process is root.
 *
 * @throws Error that says what is missing or what the server printed.
 */
export async function startPostgres(options: StartPostgresOptions = {}): Promise<RunningPostgres> {
  const user = unprivilegedUser();
  const found = chosenBinaries(options.binaries);
  const home = makeTemporaryDirectory('parley-postgres-', user);
  const watchdog = startWatchdog(home);
  try {
    return await startIn(home, watchdog, { found, user, options });
  } catch (error) {
    watchdog.stdin?.end();
    throw error;
  }
}

async function startIn(
  home: string,
  watchdog: ChildProcess,
  given: { found: PostgresBinaries; user: UnprivilegedUser | undefined; options: StartPostgresOptions },
): Promise<RunningPostgres> {
  const { user, options } = given;
  const binaries = reachableBinaries(given.found, user, home);
  const dataDir = join(home, 'data');
  const run: PostgresProcessOptions = { binaries, user, dataDir };
  const version = /\d+(\.\d+)*/.exec(await runProgram('postgres', ['--version'], run))?.[0] ?? 'unknown';
  const initdb = ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await runProgram('initdb', initdb, run);

  const port = await freePort();
  const durable = options.fsync ?? true;
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: its path limit is short and its default directory may belong to somebody else.
    unix_socket_directories: '',
    max_connections: '200',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    ...options.settings,
  };
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    server = await launchServer(settings, run);
    watchdog.stdin?.write(`run ${server.pid}\n`);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined) return;
    if (running.exitCode === null && running.signalCode === null) {
      const gone = once(running, 'exit');
      running.kill(signal);
      await gone;
    }
    watchdog.stdin?.write('idle\n');
  };

  await start();
  return {
    adminUrl,
    version,
    source: binaries.source,
    dataDir,
    createDatabase: (wanted) => createTestDatabase(adminUrl, wanted),
    stop: async () => {
      // SIGINT is the fast shutdown: open transactions are rolled back, then a checkpoint.
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
      watchdog.stdin?.end('done\n');
    },
    stopImmediate: () => end('SIGQUIT'),
    restart: async () => {
      await end('SIGINT');
      await start();
    },
  };
}
