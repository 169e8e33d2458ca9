// Runs the reference server and the WhatsApp simulator until one of them ends or somebody stops us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment, root, workspaceNode } from './workspace.mjs';

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;
const pollIntervalMs = 100;

/** @param {string[]} args */
const startNode = (args) =>
  spawn(workspaceNode(), ['--env-file-if-exists=.env', '--conditions=@parley/source', ...args], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C reaches the whole group of the terminal; alone in theirs, the children get it once, from us.
    detached: process.platform !== 'win32',
  });

/** @param {string} url @param {AbortSignal} signal */
const untilItAnswers = async (url, signal) => {
  while (!signal.aborted) {
    try {
      if ((await fetch(url, { signal })).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
};

/** @returns {Promise<number>} exit status */
export const startAll = async () => {
  const serverUrl = `http://localhost:${process.env['PORT'] ?? 3000}`;
  const simulatorPort = process.env['SIMULATOR_PORT'] ?? '3001';
  const simulatorUrl = `http://localhost:${simulatorPort}`;

  console.log('Starting the server and the WhatsApp simulator …');
  const parts = [
    { name: 'server', child: startNode(['examples/express-server/src/main.ts']) },
    {
      name: 'simulator',
      child: startNode(['packages/simulator/src/cli.ts', 'serve', '--port', simulatorPort]),
    },
  ];
  const ended = parts.map(async ({ name, child }) => {
    const [code] = /** @type {[number | null]} */ (await once(child, 'exit'));
    return { name, code };
  });

  let stopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    stopping = true;
    for (const { child } of parts) child.kill(signal);
    setTimeout(() => {
      for (const { child } of parts) child.kill('SIGKILL');
    }, stopTimeoutMs).unref();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => stop(signal));

  const giveUp = new AbortController();
  const timer = setTimeout(() => {
    console.error(`Not ready after ${readyTimeoutMs / 1000} seconds.`);
    stop('SIGTERM');
  }, readyTimeoutMs);
  const ready = Promise.all([
    untilItAnswers(`${serverUrl}/readyz`, giveUp.signal),
    untilItAnswers(simulatorUrl, giveUp.signal),
  ]).then(() => {
    clearTimeout(timer);
    if (giveUp.signal.aborted) return;
    console.log(`\nParley is ready.\n  Server     ${serverUrl}  (API documentation: ${serverUrl}/docs)`);
    console.log(
      `  Simulator  ${simulatorUrl}  (write as a customer, read the replies)\n  Ctrl-C stops both.\n`,
    );
  });

  const first = await Promise.race(ended);
  giveUp.abort();
  const asked = stopping;
  if (!asked) {
    console.error(`The ${first.name} ended (exit ${first.code}); stopping.`);
    stop('SIGTERM');
  }
  await Promise.all([ready, ...ended]);
  return asked ? 0 : first.code || 1;
};
