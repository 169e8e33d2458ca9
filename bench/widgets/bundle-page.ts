import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

const folder = import.meta.dirname;
const shared: BuildOptions = {
  absWorkingDir: folder,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2023',
  conditions: ['@parley/source'],
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  write: false,
  logLevel: 'error',
  outdir: folder,
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.svg': 'dataurl', '.woff2': 'dataurl' },
};

/** Bundles one page of `pages/`, as a production build does. */
export async function bundlePage(file: string): Promise<string> {
  const { outputFiles = [] } = await build({ ...shared, entryPoints: [join(folder, 'pages', file)] });
  return outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
}

/** Bundles a style sheet. */
export async function bundleStyle(source: string): Promise<string> {
  const { outputFiles = [] } = await build({
    ...shared,
    stdin: { contents: source, loader: 'css', resolveDir: folder },
  });
  return outputFiles.find(({ path }) => path.endsWith('.css'))?.text ?? '';
}

/** What a page that imports this has to load, React left out: bytes after `gzip -9`. */
export async function bundleSize(source: string): Promise<number> {
  const { outputFiles = [] } = await build({
    ...shared,
    stdin: { contents: source, loader: 'js', resolveDir: folder },
    external: ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client'],
    // What is loaded later is not what a page has to load.
    splitting: true,
    chunkNames: 'chunk-[hash]',
  });
  const entry = outputFiles.find(({ path }) => path.endsWith('stdin.js'));
  const byName = new Map(outputFiles.map((file) => [file.path.split(/[/\\]/).at(-1) ?? '', file]));
  const needed = new Set<string>();
  const collect = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/(chunk-[^"]+)"/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      collect(byName.get(name)?.text ?? '');
    }
  };
  collect(entry?.text ?? '');
  const files = [entry, ...[...needed].map((name) => byName.get(name))];
  return files.reduce((sum, file) => sum + gzipped(file?.contents ?? new Uint8Array()), 0);
}

/** Bytes after `gzip -9`. */
export function gzipped(content: Uint8Array | string): number {
  return gzipSync(content, { level: 9 }).length;
}
