import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, 'main.ts');

/** The reference server as a process of its own, for tests. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Asks it to end in order; resolves to its exit code. */
  terminate(): Promise<number | null>;
}

/** Starts `main.ts`; resolves to its exit code and output, once it ended by itself. */
export async function runToEnd(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output() };
}

/** Starts `main.ts` on a free port and resolves once it listens. @throws Error with its output when it ends before that */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { child, output } = launch({ PORT: '0', ...env });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /listens on (http:\/\/localhost:\d+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'));
    });
    ended.then(
      () => reject(new Error(`the server ended: ${output()}`)),
      (error: unknown) => reject(error),
    );
  });
  return {
    url,
    child,
    output,
    async terminate() {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}

function launch(env: Readonly<Record<string, string>>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--conditions=@parley/source', main], {
    // Only what is named here: a variable of the machine must not decide a test.
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return { child, output: () => text };
}
