// Every script of the root package.json passes through here, so that `npm run NAME` works in a fresh clone with only
// Node and npm: what is missing is installed first, then the task runs on the workspace's own Node.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { startAll } from './start-all.mjs';
import { testAll } from './test-all.mjs';
import { binDir, root, run, workspaceNode } from './workspace.mjs';

const windows = process.platform === 'win32';
const fromSource = '--conditions=@parley/source';

/** @param {string} name @param {readonly string[]} args */
const bin = (name, args) => run(join(binDir, windows ? `${name}.cmd` : name), args);

/** @param {readonly string[]} args */
const node = (args) => run(workspaceNode(), args);

/** @param {readonly string[]} args */
const bench = ([name = '', ...args]) => {
  const file = join(root, 'bench', name, 'main.ts');
  if (name !== '' && existsSync(file)) return node([fromSource, file, ...args]);
  const names = readdirSync(join(root, 'bench')).filter((entry) =>
    existsSync(join(root, 'bench', entry, 'main.ts')),
  );
  console.error(
    `Which benchmark? npm run bench -- NAME, with NAME one of: ${names.join(', ') || 'none yet'}`,
  );
  return Promise.resolve(2);
};

/** @type {Record<string, (args: readonly string[]) => Promise<number>>} */
const tasks = {
  bench,
  build: () => node(['scripts/build.mjs']),
  changeset: (args) => bin('changeset', args),
  'check:docs': () => node(['scripts/check-docs.mjs']),
  'check:packages': () => node(['scripts/check-packages.mjs']),
  'check:source': () => node(['scripts/check-source.mjs']),
  ci: () => run('bash', ['.ci/run']),
  'docs:api': () => bin('typedoc', []),
  floors: () =>
    bin('depcruise', ['--config', 'dependency-rules.cjs', 'packages', 'examples', 'tests', 'bench']),
  format: (args) => bin('biome', ['check', '--write', ...(args.length > 0 ? args : ['.'])]),
  knip: (args) => bin('knip', args),
  lint: (args) => bin('biome', ['check', ...(args.length > 0 ? args : ['.'])]),
  seed: (args) => node([fromSource, 'examples/express-server/src/seed.ts', ...args]),
  sherif: (args) => bin('sherif', args),
  simulate: (args) => node([fromSource, 'packages/simulator/src/cli.ts', ...args]),
  size: () => node(['scripts/size.mjs']),
  start: startAll,
  test: testAll,
  typecheck: (args) => bin('tsc', ['-b', ...args]),
  vitest: (args) => bin('vitest', args),
};

const [name = '', ...rest] = process.argv.slice(2);
// pnpm hands on the `--` that npm swallows.
const args = rest[0] === '--' ? rest.slice(1) : rest;
const task = tasks[name];
if (task === undefined) {
  console.error(`No task "${name}". There are: ${Object.keys(tasks).join(', ')}`);
  process.exitCode = 2;
} else {
  const installed = await install();
  process.exitCode = installed === 0 ? await task(args) : installed;
}
