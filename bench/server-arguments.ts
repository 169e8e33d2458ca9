import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = join(import.meta.dirname, '..', 'examples', 'express-server', 'package.json');
const { scripts } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  readonly scripts: { readonly start: string };
};

/** What Node runs the reference server with, as its own start script says; the file to run is left out. */
export const serverArguments: readonly string[] = scripts.start.split(' ').slice(1, -1);
