// Builds what pages load by a script tag: `node scripts/build-browser.mjs [FOLDER [NAME …]]`, everything into
// dist/browser without arguments.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildStyles } from './build-styles.mjs';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Largest size of each file, in bytes after `gzip -9`. */
export const browserBudgets = { 'widget.js': 3 * 1024, 'panel.js': 42 * 1024, 'parley-inbox.js': 165_000 };

const entries = {
  widget: 'src/widget/loader/browser-entry.ts',
  panel: 'src/widget/panel/mount-panel.tsx',
  'parley-inbox': 'src/elements/browser-entry.ts',
};

/** @typedef {keyof typeof entries} BundleName */
const names = /** @type {BundleName[]} */ (Object.keys(entries));

/**
 * @param {{ outdir?: string, only?: readonly BundleName[] }} [options]
 * @returns {Promise<{ file: string, bytes: number, gzipBytes: number }[]>}
 */
export const buildBrowser = async ({ outdir = join(packageFolder, 'dist/browser'), only = names } = {}) => {
  await build({
    absWorkingDir: packageFolder,
    entryPoints: Object.fromEntries(only.map((name) => [name, entries[name]])),
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2023', 'chrome120', 'firefox125', 'safari17.4'],
    conditions: ['@parley/source'],
    jsx: 'automatic',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [minifyTemplateStyles],
  });
  if (only.includes('parley-inbox')) await buildStyles(join(outdir, 'parley-inbox.css'));
  return Promise.all(
    only.map(async (name) => {
      const content = await readFile(join(outdir, `${name}.js`));
      return {
        file: `${name}.js`,
        bytes: content.length,
        gzipBytes: gzipSync(content, { level: 9 }).length,
      };
    }),
  );
};

/** Style sheets are texts in `*-style.ts`: their line breaks need not travel. @type {import('esbuild').Plugin} */
const minifyTemplateStyles = {
  name: 'minify-template-styles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /-style\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/([;{}])\n+/g, '$1'),
      loader: 'ts',
    }));
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  const [, , outdir, ...given] = process.argv;
  const only = given.length === 0 ? names : names.filter((name) => given.includes(name));
  const built = await buildBrowser({ ...(outdir === undefined ? {} : { outdir }), only });
  for (const { file, bytes, gzipBytes } of built) {
    const budget = browserBudgets[/** @type {keyof typeof browserBudgets} */ (file)];
    const isOver = budget !== undefined && gzipBytes > budget;
    process.stdout.write(
      `${file.padEnd(12)} ${bytes} B, ${gzipBytes} B gzip${budget === undefined ? '' : ` of ${budget}`}${isOver ? ' OVER BUDGET' : ''}\n`,
    );
  }
  process.stdout.write(`built in ${Math.round(performance.now() - began)} ms\n`);
}
