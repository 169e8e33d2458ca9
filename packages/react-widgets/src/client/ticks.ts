/** A clock that only orders: what began to be read before something was told is older than what was told. */
export interface Ticks {
  readonly next: () => number;
}

/** Begins at 1. */
export function createTicks(): Ticks {
  let tick = 0;
  return {
    next: () => {
      tick += 1;
      return tick;
    },
  };
}
