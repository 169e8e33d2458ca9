import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

describe('the lock of a data directory', () => {
  let home: string;
  let dataDir: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'parley-lock-'));
    dataDir = join(home, 'deep', 'data');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  /** A process that does nothing until it is killed. */
  const startProcess = async (): Promise<ChildProcess & { pid: number }> => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    children.push(child);
    await once(child, 'spawn');
    return child as ChildProcess & { pid: number };
  };
  const writeLock = (holder: object): void => {
    lockDirectory(dataDir).release();
    writeFileSync(`${dataDir}.lock`, JSON.stringify(holder));
  };

  it('is held by one, and free again when released', () => {
    const lock = lockDirectory(dataDir);
    expect(() => lockDirectory(dataDir)).toThrow(expect.objectContaining({ code: 'data_directory_taken' }));
    lock.release();
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
    lockDirectory(dataDir).release();
  });

  it('names the process that holds it', () => {
    const lock = lockDirectory(dataDir);
    expect(() => lockDirectory(dataDir)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ pid: process.pid, host: hostname() }) }),
    );
    lock.release();
  });

  it('is respected while the process lives, and taken over when it has died', async () => {
    const holder = await startProcess();
    writeLock({ pid: holder.pid, host: hostname(), token: 'other' });
    expect(() => lockDirectory(dataDir)).toThrow(expect.objectContaining({ code: 'data_directory_taken' }));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = lockDirectory(dataDir);
    expect(JSON.parse(readFileSync(`${dataDir}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('left by a crashed process that had our process id is taken over', () => {
    writeLock({ pid: process.pid, host: hostname(), token: 'from before the crash' });
    lockDirectory(dataDir).release();
  });

  it('of another host is respected while it shows life, and taken over when it has gone silent', () => {
    writeLock({ pid: 1, host: 'another-container', token: 'other' });
    expect(() => lockDirectory(dataDir)).toThrow(expect.objectContaining({ code: 'data_directory_taken' }));
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${dataDir}.lock`, longAgo, longAgo);
    lockDirectory(dataDir).release();
  });

  it('that says nothing holds nothing', () => {
    lockDirectory(dataDir).release();
    writeFileSync(`${dataDir}.lock`, '');
    lockDirectory(dataDir).release();
  });

  it('taken over by somebody else is not removed by its old holder', () => {
    const lock = lockDirectory(dataDir);
    writeFileSync(`${dataDir}.lock`, JSON.stringify({ pid: 1, host: 'other', token: 'new' }));
    lock.release();
    expect(existsSync(`${dataDir}.lock`)).toBe(true);
  });
});
