// Where things are and how programs are started. Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pnpmVersion = '12.21.0';
const windows = process.platform === 'win32';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const binDir = join(root, 'node_modules', '.bin');
export const reportsDir = join(root, '.reports');

/** The Node of the workspace once it is installed, whatever version started this script. */
export const workspaceNode = () => {
  const installed = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  return existsSync(installed) ? installed : process.execPath;
};

const isWritable = (/** @type {string} */ path) => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** npm and pnpm keep caches below the home directory; a machine without a usable one gets one inside the checkout. */
const homeEnvironment = () => {
  const home = process.env['HOME'];
  if (windows || (home !== undefined && home !== '' && isWritable(home))) return {};
  const own = join(root, '.cache', 'home');
  mkdirSync(own, { recursive: true });
  return { HOME: own };
};

/** The environment of everything we start: the workspace's programs come first on the path. */
export const environment = () => ({
  ...process.env,
  ...homeEnvironment(),
  PATH: [dirname(workspaceNode()), binDir, process.env['PATH']].join(delimiter),
});

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {boolean} [quiet] Print the output only when the program fails.
 */

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit status
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: environment(),
      stdio: options.quiet === true ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: windows,
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => {
      const status = code ?? (signal === null ? 1 : 128);
      if (status !== 0) process.stderr.write(Buffer.concat(output));
      resolve(status);
    });
  });

/**
 * Runs pnpm without asking for a global one.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export const runPnpm = (args, options) => {
  const startedBy = process.env['npm_config_user_agent'] ?? '';
  if (startedBy.startsWith('pnpm/12.')) return run('pnpm', args, options);
  // `-y`: where npm is told to ask, npx would refuse without a terminal.
  return run('npx', ['-y', `pnpm@${pnpmVersion}`, ...args], options);
};

/** Directory names of all packages that are published. */
export const packageNames = () =>
  readdirSync(join(root, 'packages'))
    .filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
    .sort();

/**
 * Does the work on every item, at most `width` at a time.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} width
 * @param {(item: T) => Promise<void>} work
 */
export const inParallel = async (items, width, work) => {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
};
