import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { UnprivilegedUser } from './unprivileged-user.ts';

/** Whether everybody may walk through every directory above and including `path`. */
export function isWorldReachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/**
 * Makes a fresh directory that PostgreSQL's own user can reach and write: `TMPDIR` may point below somebody's home.
 *
 * @throws Error when no directory of this machine qualifies.
 */
export function makeTemporaryDirectory(prefix: string, user: UnprivilegedUser | undefined): string {
  const tried: string[] = [];
  for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp', '/dev/shm'])) {
    let made: string | undefined;
    try {
      if (user !== undefined && !isWorldReachable(parent)) throw new Error('not reachable by other users');
      made = mkdtempSync(join(parent, prefix));
      if (user !== undefined) {
        chmodSync(made, 0o755);
        chownSync(made, user.uid, user.gid);
      }
      return made;
    } catch (error) {
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
      tried.push(`${parent}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No temporary directory is usable for PostgreSQL. Tried ${tried.join('; ')}`);
}
