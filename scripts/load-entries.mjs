// Loads the built entry points of the package in the current directory, by import and by require, and compares what they
// export. Run by check-packages.mjs: types may be right where the code cannot be loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.cwd();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const require = createRequire(join(folder, 'package.json'));

for (const [entry, target] of Object.entries(manifest.publishConfig.exports)) {
  if (typeof target === 'string') continue;
  const imported = await import(pathToFileURL(join(folder, target.import.default)).href);
  const required = require(join(folder, target.require.default));
  const names = (/** @type {object} */ module) =>
    Object.keys(module)
      .filter((name) => name !== 'default' && name !== 'module.exports')
      .sort()
      .join(', ');
  if (names(imported) !== names(required)) {
    throw new Error(`${entry} exports ${names(imported)} to import but ${names(required)} to require`);
  }
}
