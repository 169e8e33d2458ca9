/** One clock for everything that counts down: it ticks once a second, and only while somebody looks. */
export interface SharedClock {
  /** Milliseconds since the epoch, as of the last tick while it ticks. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

/** A clock that ticks at 1 Hz. @param read where the time comes from; tests give a fixed one */
export function createSharedClock(read: () => number): SharedClock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let last: number | undefined;
  const tick = (): void => {
    last = read();
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => last ?? read(),
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        last = read();
        timer = setInterval(tick, 1000);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        last = undefined;
      };
    },
  };
}
