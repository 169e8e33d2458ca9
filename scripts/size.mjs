// What a page loads of react-widgets, minified and gzipped, against its budget. React itself is the host's and not counted,
// except in the two bundles that bring everything along.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildBrowserFiles } from './build-browser-files.mjs';
import { root } from './workspace.mjs';

const source = join(root, 'packages', 'react-widgets', 'src');
const built = join(root, 'packages', 'react-widgets', 'dist', 'browser');

/** @param {Uint8Array | string} content */
const gzipped = (content) => gzipSync(content, { level: 9 }).length;

/** @param {string} entry */
const bundled = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/*', 'react-dom/*'],
    conditions: ['@parley/source'],
    outdir: 'out',
    logLevel: 'error',
  });
  const script = outputFiles.find(({ path }) => path.endsWith('.js'));
  return gzipped(script?.contents ?? '');
};

/** @param {string} name */
const file = (name) => gzipped(readFileSync(join(built, name)));

const status = await buildBrowserFiles();
if (status !== 0) process.exit(status);

const client = await bundled('client/index.ts');
const hooks = await bundled('index.ts');
/** @type {readonly { what: string, bytes: number, budget: number }[]} */
const sizes = [
  // Meant to be 14 kB; three transports, an outbox for several tabs and two-way threads need a little more.
  { what: '`./client`', bytes: client, budget: 15.6 * 1024 },
  { what: 'hooks, on top of the client', bytes: hooks - client, budget: 6 * 1024 },
  { what: '`./inbox`, all in', bytes: client + (await bundled('inbox/index.ts')), budget: 95 * 1024 },
  { what: '`./styles.css`', bytes: file('parley-inbox.css'), budget: 12 * 1024 },
  { what: 'customer chat, before it is opened', bytes: file('widget.js'), budget: 3 * 1024 },
  { what: 'customer chat, its panel', bytes: file('panel.js'), budget: 42 * 1024 },
  { what: '`<parley-inbox>`, React included', bytes: file('parley-inbox.js'), budget: 165 * 1024 },
];

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} kB`;
console.log('| What | Minified, gzipped | Budget |\n|---|---:|---:|');
for (const { what, bytes, budget } of sizes)
  console.log(`| ${what} | ${kilobytes(bytes)} | ${kilobytes(budget)} |`);

const over = sizes.filter(({ bytes, budget }) => bytes > budget);
for (const { what, bytes, budget } of over)
  console.error(`${what} is ${kilobytes(bytes - budget)} over its budget.`);
process.exitCode = over.length === 0 ? 0 : 1;
