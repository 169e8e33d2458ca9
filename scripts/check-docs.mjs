// Type-checks the TypeScript blocks of the README files and of docs/.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { blocksIn, problemsIn } from './docs-code.mjs';
import { packageNames, root } from './workspace.mjs';

/** @param {string} folder @returns {string[]} */
const markdownBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'api' ? [] : markdownBelow(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });

const readmes = ['', ...packageNames().map((name) => `packages/${name}`), 'examples/express-server', 'bench']
  .map((folder) => join(root, folder, 'README.md'))
  .filter((file) => existsSync(file));
const files = [...readmes, ...markdownBelow(join(root, 'docs'))];
const blocks = files.flatMap((file) => blocksIn(relative(root, file), readFileSync(file, 'utf8')));
const problems = problemsIn(blocks);
for (const problem of problems) console.error(problem);
const unchecked = blocks.filter((block) => block.unchecked !== undefined).length;
console.log(
  `${blocks.length} TypeScript blocks in ${files.length} pages, ${unchecked} not checked, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
