// Builds every published package into its dist folder: ES modules, CommonJS and types.
import { join } from 'node:path';
import { binDir, inParallel, packageNames, root, run } from './workspace.mjs';

const tsup = join(binDir, process.platform === 'win32' ? 'tsup.cmd' : 'tsup');

/** @type {string[]} */
const failed = [];
const began = Date.now();
const names = packageNames();
await inParallel(names, 2, async (name) => {
  const status = await run(tsup, ['--silent'], { cwd: join(root, 'packages', name), quiet: true });
  console.log(`${status === 0 ? 'built ' : 'FAILED'} @parley/${name}`);
  if (status !== 0) failed.push(name);
});
console.log(
  `${names.length - failed.length} of ${names.length} packages in ${((Date.now() - began) / 1000).toFixed(1)} s`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
