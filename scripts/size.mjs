// What a page loads of react-widgets, minified and gzipped, against its budget. React itself is the host's and not counted,
// except in the two bundles that bring everything along.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildBrowserFiles } from './build-browser-files.mjs';
import { root } from './workspace.mjs';

const source = join(root, 'packages', 'react-widgets', 'src');
const built = join(root, 'packages', 'react-widgets', 'dist', 'browser');

/** @param {Uint8Array | string} content */
const gzipped = (content) => gzipSync(content, { level: 9 }).length;

/**
 * What a page loads at the start: the entry with all it imports, each file on its own. Code that is loaded when it is first
 * needed is told apart.
 *
 * @param {string} entry
 */
const bundled = async (entry) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/*', 'react-dom/*'],
    conditions: ['@parley/source'],
    absWorkingDir: root,
    outdir: 'out',
    logLevel: 'error',
  });
  const { outputs } = metafile;
  const [first = ''] = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint?.endsWith(entry));
  const atStart = new Set([first]);
  for (const path of atStart)
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && imported in outputs) atStart.add(imported);
  /** @param {(path: string) => boolean} isWanted */
  const sum = (isWanted) =>
    outputFiles
      .filter(({ path }) => path.endsWith('.js') && isWanted(relative(root, path)))
      .reduce((bytes, { contents }) => bytes + gzipped(contents), 0);
  return { start: sum((path) => atStart.has(path)), later: sum((path) => !atStart.has(path)) };
};

/** @param {string} name */
const file = (name) => gzipped(readFileSync(join(built, name)));

const status = await buildBrowserFiles();
if (status !== 0) process.exit(status);

const client = await bundled('client/index.ts');
const hooks = await bundled('index.ts');
const inbox = await bundled('inbox/index.ts');
/** @type {readonly { what: string, bytes: number, budget: number }[]} */
const sizes = [
  { what: '`./client`', bytes: client.start, budget: 14 * 1024 },
  { what: 'hooks, on top of the client', bytes: hooks.start - client.start, budget: 6 * 1024 },
  { what: '`./inbox`, all in', bytes: client.start + inbox.start + inbox.later, budget: 95 * 1024 },
  { what: '`./styles.css`', bytes: file('parley-inbox.css'), budget: 12 * 1024 },
  { what: 'customer chat, before it is opened', bytes: file('widget.js'), budget: 3 * 1024 },
  { what: 'customer chat, its panel', bytes: file('panel.js'), budget: 42 * 1024 },
  { what: '`<parley-inbox>`, React included', bytes: file('parley-inbox.js'), budget: 165 * 1024 },
];

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} kB`;
console.log('| What | Minified, gzipped | Budget |\n|---|---:|---:|');
for (const { what, bytes, budget } of sizes)
  console.log(`| ${what} | ${kilobytes(bytes)} | ${kilobytes(budget)} |`);

console.log(
  `\nThe client loads ${kilobytes(client.later)} more where sockets are blocked or a file is uploaded.`,
);

const over = sizes.filter(({ bytes, budget }) => bytes > budget);
for (const { what, bytes, budget } of over)
  console.error(`${what} is ${kilobytes(bytes - budget)} over its budget.`);
process.exitCode = over.length === 0 ? 0 : 1;
