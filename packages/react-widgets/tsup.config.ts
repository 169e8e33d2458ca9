import { readFile, writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { buildBrowser } from './scripts/build-browser.mjs';
import { buildStyles } from './scripts/build-styles.mjs';

/** What holds React components: frameworks with server components must know where the browser's side begins. */
const clientEntries = ['index', 'inbox/index', 'elements/index', 'widget/index'];

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/client/index.ts',
    'src/client/testing/index.ts',
    'src/elements/index.ts',
    'src/inbox/index.ts',
    'src/locales/index.ts',
    'src/widget/index.ts',
  ],
  format: ['esm', 'cjs'],
  // Entries share their contexts: without common files a provider of one would be unknown to the other.
  splitting: true,
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  async onSuccess() {
    for (const file of clientEntries.flatMap((entry) => [`dist/${entry}.js`, `dist/${entry}.cjs`])) {
      const code = (await readFile(file, 'utf8')).replace(/^"use strict";/, '');
      await writeFile(file, `"use client";${code}`);
    }
    await buildStyles('dist/styles.css');
    await buildBrowser();
  },
});
