import { StaleWriteError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { TransactionConflict } from '../pg-errors.ts';
import { retryConflicts } from './retry-conflicts.ts';

describe('a transaction that lost against another', () => {
  /** Work that loses so many times. */
  const losing = (times: number): (() => Promise<number>) => {
    let runs = 0;
    return async () => {
      runs += 1;
      if (runs <= times) throw new TransactionConflict(new Error('deadlock detected'));
      return runs;
    };
  };

  it('runs again, up to three times', async () => {
    expect(await retryConflicts(losing(3))).toBe(4);
  });

  it('then tells the caller to load again', async () => {
    await expect(retryConflicts(losing(4))).rejects.toBeInstanceOf(StaleWriteError);
  });

  it('does not run again for any other error', async () => {
    let runs = 0;
    const work = async (): Promise<void> => {
      runs += 1;
      throw new Error('no');
    };
    await expect(retryConflicts(work)).rejects.toThrow('no');
    expect(runs).toBe(1);
  });
});
