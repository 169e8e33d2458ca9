import { StorageUnavailableError } from '@parley/core';
import { oneDeadline } from './deadline.ts';
import { within } from './within.ts';

/** How long the engine may take for one request, over all its calls. */
export interface Budget {
  /** Waits for `work`, at most for what is left. Work that is late goes on unwatched: nobody knows how it ends. @throws what `late` makes */
  wait<T>(work: Promise<T>): Promise<T>;
}

/**
 * A budget of `totalMs`; time spent outside {@link Budget.wait}, e.g. on a slow caller's body, does not count.
 *
 * @param late makes what a caller is told whose work was late
 */
export function createBudget(
  totalMs: number,
  late: () => Error = () => new StorageUnavailableError(),
): Budget {
  let leftMs = totalMs;
  return {
    async wait(work) {
      const startedAt = performance.now();
      try {
        return await within(work, oneDeadline(leftMs), late);
      } finally {
        leftMs = Math.max(0, leftMs - (performance.now() - startedAt));
      }
    },
  };
}
