// Outlives the process that started a test PostgreSQL and stops the server when that process is gone, however it went.
// Input lines: `run <pid>` a server runs, `idle` it does not, `done` the owner has cleaned up. End of input: owner died.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [directory] = process.argv.slice(2);
let pid = 0;

/** @param {NodeJS.Signals | 0} signal */
const signal = (signal) => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line.startsWith('run ')) pid = Number(line.slice(4));
  if (line === 'idle') pid = 0;
  if (line === 'done') process.exit(0);
});
lines.on('close', () => {
  // SIGQUIT: PostgreSQL drops everything at once but still frees its shared memory.
  const running = pid > 0 && signal('SIGQUIT');
  const began = Date.now();
  const finish = () => {
    if (running && signal(0) && Date.now() - began < 10_000) {
      setTimeout(finish, 50);
      return;
    }
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  };
  finish();
});
