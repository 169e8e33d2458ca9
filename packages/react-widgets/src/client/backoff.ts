const firstMs = 1_000;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt, in ms: anything up to a limit that doubles from 1 s to 30 s (full jitter),
 * so that many clients do not come back at once.
 *
 * @param failures - How many attempts failed so far, from 1.
 * @param random - From 0 up to 1.
 */
export function backoffMs(failures: number, random: number): number {
  return Math.round(random * Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10)));
}
