import { RateLimitedError } from '@parley/core';

/** How many new visitors one caller may make. */
export interface VisitorLimit {
  /** Counts one more from there; `at` is a time in milliseconds that only grows. @throws {RateLimitedError} */
  take(address: string | undefined, at: number): void;
}

interface Allowance {
  left: number;
  filledAt: number;
}

const hourMs = 60 * 60 * 1000;

/**
 * So many at once, and again over each hour, from one address; several processes count apart. A caller whose address is
 * not known is not counted.
 *
 * @param maxAddresses of these many the one that was seen longest ago is forgotten, so that memory has an end
 */
export function createVisitorLimit(perHour: number, maxAddresses = 20_000): VisitorLimit {
  const callers = new Map<string, Allowance>();
  return {
    take(address, at) {
      if (address === undefined) return;
      const { left, filledAt } = callers.get(address) ?? { left: perHour, filledAt: at };
      const now = Math.min(perHour, left + ((at - filledAt) / hourMs) * perHour);
      callers.delete(address);
      callers.set(address, { left: now < 1 ? now : now - 1, filledAt: at });
      if (callers.size > maxAddresses) forgetOldest(callers);
      if (now < 1) throw new RateLimitedError('visitors', Math.ceil(((1 - now) / perHour) * hourMs));
    },
  };
}

function forgetOldest(callers: Map<string, Allowance>): void {
  for (const address of callers.keys()) {
    callers.delete(address);
    return;
  }
}
