import type { RateLimiter } from './rate-limiter.ts';

/** When each id was counted, oldest first. */
type Taken = Map<string, number>;

/**
 * A sliding window in the memory of this process: never more than the limit in any window, whatever the times. Several
 * processes count apart.
 *
 * @param maxKeys of these many the least recently used is forgotten
 */
export function createMemoryRateLimiter(maxKeys = 50_000): RateLimiter {
  const byKey = new Map<string, Taken>();
  return {
    async take(key, id, limit, at) {
      const now = at.getTime();
      const taken = byKey.get(key) ?? new Map<string, number>();
      byKey.delete(key);
      byKey.set(key, taken);
      for (const [name, time] of taken) if (time <= now - limit.windowMs) taken.delete(name);
      if (byKey.size > maxKeys) forgetOldest(byKey);
      if (taken.has(id)) return { isAllowed: true };
      if (taken.size < limit.count) {
        taken.set(id, now);
        return { isAllowed: true };
      }
      const [oldest = now] = taken.values();
      return { isAllowed: false, retryAfterMs: Math.max(1, oldest + limit.windowMs - now) };
    },
  };
}

function forgetOldest(byKey: Map<string, Taken>): void {
  for (const key of byKey.keys()) {
    byKey.delete(key);
    return;
  }
}
