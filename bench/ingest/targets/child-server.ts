import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromServer, ToServer } from './chat-settings.ts';

/** A server of ours that says over the channel to its parent which port it got. */
export interface ChildServer {
  readonly pid: number;
  readonly port: number;
  /** Resolves when nothing it accepted is still being worked on. */
  settled(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a server script with one JSON argument. @throws Error when it ends before it listens */
export async function startChildServer(script: string, settings: unknown): Promise<ChildServer> {
  const child: ChildProcess = fork(script, [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const heard = (type: FromServer['type']): Promise<FromServer> =>
    new Promise((resolve, reject) => {
      child.on('message', function listen(message: FromServer) {
        if (message.type !== type) return;
        child.off('message', listen);
        resolve(message);
      });
      child.once('exit', (code) => reject(new Error(`${script} ended (exit ${code}).`)));
    });
  const listening = await heard('listening');
  if (child.pid === undefined || listening.type !== 'listening') throw new Error(`${script} did not start.`);
  const tell = (message: ToServer): void => {
    child.send(message);
  };
  const gone = once(child, 'exit');
  return {
    pid: child.pid,
    port: listening.port,
    settled: async () => {
      const settled = heard('settled');
      tell({ type: 'settle' });
      await settled;
    },
    stop: async () => {
      tell({ type: 'stop' });
      await gone;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
