import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const stylesFolder = fileURLToPath(new URL('../src/styles/', import.meta.url));

/**
 * Writes the style sheet twice: NAME.css in its cascade layer, which every rule of a host's without a layer overrides, and
 * NAME.unlayered.css for hosts whose rules for bare elements (`a {}`, `button {}`) would do that by accident. That one takes
 * back what such rules set, and weighs more than they do.
 *
 * @param {string} outfile ending in .css
 */
export const buildStyles = async (outfile) => {
  const { outputFiles } = await build({
    entryPoints: [join(stylesFolder, 'parley.css')],
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  const css = outputFiles[0]?.text ?? '';
  const reset = await readFile(new URL('unlayered-reset.css', import.meta.url), 'utf8');
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(outfile, css);
  await writeFile(
    outfile.replace(/\.css$/, '.unlayered.css'),
    reset + css.replace(/@layer parley\s*\{/g, '@media all{'),
  );
};
