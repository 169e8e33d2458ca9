import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DataDirectoryTakenError } from '../storage-postgres-errors.ts';

/** Held until released; everybody else is refused meanwhile. */
export interface DirectoryLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells this holding from another one by the same process. */
  readonly token: string;
}

/** How often a holder shows that it is alive. */
const beatMs = 5000;
/** A holder on another host (e.g. the container before this one) that was silent for so long is gone. */
const silentMs = 20_000;

/** Directories this process holds, so that a process id used again after a crash is not taken for a living holder. */
const heldHere = new Map<string, string>();

/**
 * Takes a data directory for this process, through a file beside it. PGlite has no lock of its own, and two processes
 * in one directory destroy it for good.
 *
 * @throws {DataDirectoryTakenError}
 */
export function lockDirectory(dataDir: string): DirectoryLock {
  const file = `${resolve(dataDir)}.lock`;
  const mine: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (create(file, mine)) return hold(file, mine);
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (isAlive(file, holder)) throw new DataDirectoryTakenError(holder);
    removeStale(file, holder);
  }
}

/** Written aside and linked into place: the file never exists without its content. False if there is one already. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Undefined if the file is gone. A file that says nothing (a full disk, an editor) holds nothing. */
function readHolder(file: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { pid: 0, host: hostname(), token: text };
  }
}

function isAlive(file: string, holder: Holder): boolean {
  if (holder.host !== hostname()) {
    const beat = statSync(file, { throwIfNoEntry: false });
    return beat !== undefined && Date.now() - beat.mtimeMs < silentMs;
  }
  if (holder.pid === process.pid) return heldHere.get(file) === holder.token;
  return holder.pid > 0 && isRunning(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Moves the file away first: of several who found it stale only one does, and nobody removes a newer holder's file. */
function removeStale(file: string, stale: Holder): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && moved.token !== stale.token) create(file, moved);
  rmSync(aside, { force: true });
}

function hold(file: string, mine: Holder): DirectoryLock {
  heldHere.set(file, mine.token);
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Somebody removed the file by hand: there is nothing left to show.
    }
  }, beatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      heldHere.delete(file);
      if (readHolder(file)?.token === mine.token) rmSync(file, { force: true });
    },
  };
}
