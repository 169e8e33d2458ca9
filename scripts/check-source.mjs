// Checks the house rules of source-rules.mjs on everything that is written by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { problemsOf } from './source-rules.mjs';
import { packageNames, root } from './workspace.mjs';

const skippedFolders = new Set(['node_modules', 'dist', '__fixtures__', '.tsbuild', '.parley']);
const sourceFile = /\.([cm]?[jt]s|tsx)$/;
/** These name the very things they forbid. */
const theRulesThemselves = new Set(['scripts/source-rules.mjs', 'scripts/check-source.test.ts']);

/** @param {string} folder @returns {string[]} */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesBelow(path);
    return sourceFile.test(entry.name) ? [path] : [];
  });

/** @param {unknown} target @returns {string[]} every path a value of `exports` names */
const pathsIn = (target) => {
  if (typeof target === 'string') return [target];
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(pathsIn) : [];
};

const entries = new Set(
  packageNames().flatMap((name) => {
    const manifest = join(root, 'packages', name, 'package.json');
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8'));
    return pathsIn(exports).map((path) =>
      relative(root, join(dirname(manifest), path))
        .split(sep)
        .join('/'),
    );
  }),
);

const files = ['packages', 'examples', 'tests', 'bench', 'scripts'].flatMap((folder) =>
  filesBelow(join(root, folder)),
);
const problems = files.flatMap((file) => {
  const path = relative(root, file).split(sep).join('/');
  return theRulesThemselves.has(path) ? [] : problemsOf({ path, text: readFileSync(file, 'utf8') }, entries);
});
for (const problem of problems) console.error(problem);
console.log(`${files.length} source files, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
