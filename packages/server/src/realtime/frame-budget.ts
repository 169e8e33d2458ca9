/** How much a peer may send: `frames` and `sizeBytes` at once, and again over each `perMs`. */
export interface FrameAllowance {
  readonly frames: number;
  readonly sizeBytes: number;
  readonly perMs: number;
}

/** Counts what one peer sends. */
export interface FrameBudget {
  /** Takes one frame out of the budget; false = there is none left for it. `at` is a time in milliseconds that only grows. */
  take(sizeBytes: number, at: number): boolean;
  /** Whether it is as a new one would be: it can be let go of until something is sent again. */
  isFull(at: number): boolean;
}

/** A budget that is full at `at` and fills up evenly. */
export function createFrameBudget(allowance: FrameAllowance, at: number): FrameBudget {
  let frames = allowance.frames;
  let sizeBytes = allowance.sizeBytes;
  let filledAt = at;
  const fill = (now: number): void => {
    const share = Math.max(0, now - filledAt) / allowance.perMs;
    filledAt = now;
    frames = Math.min(allowance.frames, frames + share * allowance.frames);
    sizeBytes = Math.min(allowance.sizeBytes, sizeBytes + share * allowance.sizeBytes);
  };
  return {
    take(size, now) {
      fill(now);
      if (frames < 1 || sizeBytes < size) return false;
      frames -= 1;
      sizeBytes -= size;
      return true;
    },
    isFull(now) {
      fill(now);
      return frames === allowance.frames && sizeBytes === allowance.sizeBytes;
    },
  };
}
