/** Time and chance, so that tests decide them. */
export interface ChatClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once; returns how to cancel. */
  after(delayMs: number, callback: () => void): () => void;
  /** In [0, 1). */
  random(): number;
}

/** The browser's. */
export const browserClock: ChatClock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/**
 * How long to wait before the next attempt: full jitter, so that thousands of browsers do not come back together.
 * @param attempt 1 = after the first failure
 * @param random in [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(30_000, 1_000 * 2 ** (attempt - 1));
  return Math.round(250 + random * (ceiling - 250));
}
