import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { UnprivilegedUser } from './unprivileged-user.ts';

/** How the server programs are run. */
export interface PostgresProcessOptions {
  readonly binaries: PostgresBinaries;
  readonly user: UnprivilegedUser | undefined;
  readonly dataDir: string;
}

const keptLogLines = 60;

/** Settings of the tests' environment must not leak into the server: only the path and the libraries are passed on. */
function serverEnvironment(binaries: PostgresBinaries): NodeJS.ProcessEnv {
  return {
    ...(process.platform === 'win32' ? process.env : {}),
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    ...(binaries.libDir === undefined ? {} : { LD_LIBRARY_PATH: binaries.libDir }),
  };
}

function launch(program: string, args: string[], { binaries, user }: PostgresProcessOptions): ChildProcess {
  return spawn(join(binaries.binDir, program), args, {
    cwd: '/',
    env: serverEnvironment(binaries),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own session: Ctrl-C in the terminal must reach the tests first.
    detached: true,
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
}

/** Runs a program to its end and gives its output. @throws Error with what it printed when it fails. */
export async function runProgram(
  program: string,
  args: string[],
  options: PostgresProcessOptions,
): Promise<string> {
  const child = launch(program, args, options);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed (exit ${code}):\n${output.trim()}`);
  return output;
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port number.');
  return address.port;
}

/** Starts `postgres` and resolves when it says that it accepts connections. @throws Error with its log when it does not. */
export async function launchServer(
  settings: Readonly<Record<string, string>>,
  options: PostgresProcessOptions,
): Promise<ChildProcess> {
  const args = ['-D', options.dataDir];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const child = launch('postgres', args, options);
  const log: string[] = [];
  await new Promise<void>((ready, fail) => {
    child.once('error', fail);
    child.once('exit', (code) =>
      fail(new Error(`postgres did not start (exit ${code}):\n${log.join('\n')}`)),
    );
    child.stdout?.resume();
    if (child.stderr === null) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (log.length > keptLogLines) log.shift();
      if (line.includes('database system is ready to accept connections')) ready();
    });
  });
  return child;
}
