import { readFileSync } from 'node:fs';

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** `postgres` where the machine has one, else `nobody`; `undefined` when this process is not root. */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (Number.isInteger(uid) && uid > 0 && Number.isInteger(gid)) return { uid, gid, name };
  }
  return { uid: 65_534, gid: 65_534, name: 'nobody' };
}
