import { defineConfig, type Options } from 'tsup';

const common: Options = {
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  target: 'node22',
};

export default defineConfig([
  {
    ...common,
    entry: ['src/index.ts', 'src/storage/index.ts', 'src/testing/index.ts'],
    clean: true,
    platform: 'neutral',
  },
  // The one entry that needs Node.
  { ...common, entry: { 'local-disk/index': 'src/local-disk/index.ts' }, platform: 'node' },
]);
