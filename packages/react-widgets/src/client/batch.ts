/** Collects who must be told, so that a burst of frames makes one round of notifications. */
export interface Batch {
  /** Runs `tell` once in the next round, however often it is added. */
  add(tell: () => void): void;
  /** The next round comes at once: somebody did something and looks at the result. */
  hurry(): void;
}

/** @param nextFrame - Runs before the next paint. */
export function createBatch(nextFrame: (run: () => void) => void): Batch {
  let waiting = new Set<() => void>();
  let isFramed = false;
  let isHurried = false;

  const flush = (): void => {
    const round = waiting;
    waiting = new Set();
    for (const tell of round) tell();
  };
  return {
    add(tell) {
      waiting.add(tell);
      if (isFramed || isHurried) return;
      isFramed = true;
      nextFrame(() => {
        isFramed = false;
        flush();
      });
    },
    hurry() {
      if (isHurried) return;
      isHurried = true;
      queueMicrotask(() => {
        isHurried = false;
        flush();
      });
    },
  };
}
