// Runs the reference server and the WhatsApp simulator until one of them ends or somebody stops us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBrowserFiles } from './build-browser-files.mjs';
import { serverArguments } from './server-arguments.mjs';
import { environment, root, workspaceNode } from './workspace.mjs';

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;
const pollIntervalMs = 100;
const parentCheckIntervalMs = 250;

/** Where the demo inbox takes webhooks; the simulator's own default has it on port 3000. */
export const demoWebhookPath = '/webhooks/whatsapp/inb_00000000000070008000000000000001';

const settingsFile = join(root, '.env');

/** @param {string[]} args @param {Record<string, string>} settings */
const startNode = (args, settings) =>
  spawn(workspaceNode(), args, {
    cwd: root,
    env: { ...environment(), ...settings },
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

/** The npm, npx or pnpm that started us and the shells between; only our parent where the system does not tell. */
const launchers = () => {
  const found = [];
  try {
    for (let pid = process.ppid; pid > 1; ) {
      if (!/npm|npx|run\.mjs/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) break;
      found.push(pid);
      const [, afterName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      pid = Number(afterName.split(' ')[1]);
    }
  } catch {
    // Not Linux.
  }
  return found.length > 0 ? found : [process.ppid];
};

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** @returns {Promise<number>} exit status */
export const startAll = async () => {
  // What is set in the environment already wins over the file.
  if (existsSync(settingsFile)) process.loadEnvFile?.(settingsFile);
  const port = process.env['PORT'] || '3000';
  const simulatorPort = process.env['PARLEY_SIMULATOR_PORT'] || '3001';
  const serverUrl = `http://localhost:${port}`;
  const simulatorUrl = `http://localhost:${simulatorPort}`;
  const simulatorSettings = {
    PARLEY_SIMULATOR_PORT: simulatorPort,
    PARLEY_SIMULATOR_WEBHOOK_URL:
      process.env['PARLEY_SIMULATOR_WEBHOOK_URL'] || `${serverUrl}${demoWebhookPath}`,
  };

  const built = await buildBrowserFiles();
  if (built !== 0) return built;
  console.log('Starting the server and the WhatsApp simulator …');
  const serverSettings = {
    PORT: port,
    PARLEY_DEMO_CONVERSATIONS: process.env['PARLEY_DEMO_CONVERSATIONS'] || '40',
  };
  const parts = [
    {
      name: 'server',
      child: startNode([...serverArguments, 'examples/express-server/src/main.ts'], serverSettings),
    },
    {
      name: 'simulator',
      child: startNode(
        ['--conditions=@parley/source', 'packages/simulator/src/cli.ts', 'serve'],
        simulatorSettings,
      ),
    },
  ];
  const ended = parts.map(async ({ name, child }) => {
    const [code] = /** @type {[number | null]} */ (await once(child, 'exit'));
    return { name, code };
  });

  let stopping = false;
  let late = false;
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

  // Neither npm's shells nor npx hand every signal on: one of them being gone means stop, too.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const startedBy = launchers();
    setInterval(() => {
      if (!stopping && !startedBy.every(isAlive)) stop('SIGTERM');
    }, parentCheckIntervalMs).unref();
  }

  const giveUp = new AbortController();
  const timer = setTimeout(() => {
    console.error(`Not ready after ${readyTimeoutMs / 1000} seconds.`);
    late = true;
    stop('SIGTERM');
  }, readyTimeoutMs);
  const ready = Promise.all([
    untilItAnswers(`${serverUrl}/readyz`, giveUp.signal),
    untilItAnswers(simulatorUrl, giveUp.signal),
  ]).then(() => {
    clearTimeout(timer);
    if (giveUp.signal.aborted) return;
    console.log(
      [
        '\nParley is ready.',
        `  Workbench  ${serverUrl}/workbench  (sign in as one of two demo agents)`,
        `  Demo shop  ${serverUrl}/demo  (the customer chat on a page)`,
        `  Simulator  ${simulatorUrl}  (write on WhatsApp as a customer, read the replies)`,
        `  API        ${serverUrl}/docs`,
        '  Ctrl-C stops everything.\n',
      ].join('\n'),
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
  return asked && !late ? 0 : first.code || 1;
};
