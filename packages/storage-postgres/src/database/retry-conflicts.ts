import { StaleWriteError } from '@parley/core';
import { TransactionConflict } from '../pg-errors.ts';

const maxAttempts = 4;
const firstWaitMs = 10;

/** Runs `work` again, up to three times, when it lost against another transaction (deadlock, serialization failure). */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransactionConflict)) throw error;
      if (attempt >= maxAttempts) throw new StaleWriteError('transaction', { cause: error.cause });
      // Full jitter: two that ran into each other must not do it again in step.
      const waitMs = Math.random() * firstWaitMs * 2 ** attempt;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
