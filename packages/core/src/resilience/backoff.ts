/** How retries spread out. */
export interface BackoffOptions {
  /** Of the first retry, in milliseconds. */
  readonly baseMs: number;
  /** Never longer, in milliseconds. */
  readonly maxMs: number;
}

/**
 * Exponential backoff with full jitter: anywhere between 0 and `base × 2^(attempt-1)`. `random` is in [0, 1) and
 * given, so the rule stays pure. Full jitter spreads a herd best (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export function backoffMs(attempt: number, random: number, options: BackoffOptions): number {
  const ceiling = Math.min(options.maxMs, options.baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * random);
}
