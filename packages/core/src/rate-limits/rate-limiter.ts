/** So many per window. */
export interface RateLimit {
  readonly count: number;
  /** In milliseconds. */
  readonly windowMs: number;
}

/** Whether one more is within the limit. */
export type RateVerdict =
  | { readonly isAllowed: true }
  /** How long until there is room again, in milliseconds. */
  | { readonly isAllowed: false; readonly retryAfterMs: number };

/** Counts what somebody does. In one process, or shared between several. */
export interface RateLimiter {
  /**
   * Counts `id` under `key` unless the limit is reached. The same id counts once per window, so that a repeated request
   * does not use up what is left.
   */
  take(key: string, id: string, limit: RateLimit, at: Date): Promise<RateVerdict>;
}
