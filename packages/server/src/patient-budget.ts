import { MediaUnavailableError } from '@parley/core';
import { type Budget, createBudget } from './budget.ts';

/**
 * For files: providers and blob stores take longer than a database, and are asked for nothing any more once the caller was
 * told so.
 */
export function patientBudget(timeoutMs: number, late: AbortController): Budget {
  return createBudget(timeoutMs, () => {
    late.abort();
    return new MediaUnavailableError('timed_out');
  });
}
