import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/local-disk/index.ts', 'src/storage/index.ts', 'src/testing/index.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'node22',
  platform: 'neutral',
  // Only the entry for the local disk needs Node; `npm run floors` keeps it so.
  external: [/^node:/],
});
