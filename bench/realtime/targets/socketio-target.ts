import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../ingest/targets/free-port.ts';
import type { BenchTarget } from './bench-target.ts';
import { post } from './post.ts';

/** What a list shows of a conversation is about so long; the peer sends as much. */
const filler = 'x'.repeat(1500);

/** socket.io with connection state recovery, which sends to everybody what it is posted. */
export async function openSocketIoTarget(sockets: number): Promise<BenchTarget> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = fork(join(import.meta.dirname, 'socketio-server.ts'), [String(port)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    kind: 'socketio',
    url,
    apiKey: '',
    get pid() {
      return child?.pid ?? 0;
    },
    names: Array.from({ length: sockets }, (_, n) => String(n)),
    send: (_number, text) => post(url, JSON.stringify({ preview: text, filler })),
    start,
    kill,
    remove: kill,
  };
}
