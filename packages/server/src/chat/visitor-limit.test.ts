import { RateLimitedError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { createVisitorLimit, type VisitorLimit } from './visitor-limit.ts';

const minute = 60_000;
const retryAfter = (limit: VisitorLimit, address: string | undefined, at: number): number => {
  try {
    limit.take(address, at);
    return 0;
  } catch (error) {
    return (error as RateLimitedError).retryAfterMs;
  }
};

describe('new visitors of one address', () => {
  it('are so many at once, and then as many as the hour gives back', () => {
    const limit = createVisitorLimit(6);
    for (let n = 0; n < 6; n += 1) limit.take('198.51.100.7', 0);
    expect(() => limit.take('198.51.100.7', 0)).toThrow(RateLimitedError);
    expect(retryAfter(limit, '198.51.100.7', 4 * minute)).toBe(6 * minute);
    expect(retryAfter(limit, '198.51.100.7', 10 * minute)).toBe(0);
    expect(retryAfter(limit, '198.51.100.7', 10 * minute)).toBe(10 * minute);
  });

  it('take nothing from those of another, and nobody is refused whose address is not known', () => {
    const limit = createVisitorLimit(1);
    limit.take('198.51.100.7', 0);
    expect(retryAfter(limit, '198.51.100.8', 0)).toBe(0);
    for (let n = 0; n < 5; n += 1) expect(retryAfter(limit, undefined, 0)).toBe(0);
  });

  it('are counted for so many addresses, and those seen longest ago are forgotten first', () => {
    const limit = createVisitorLimit(1, 2);
    limit.take('a', 0);
    limit.take('b', 0);
    expect(retryAfter(limit, 'a', 0)).toBeGreaterThan(0);
    limit.take('c', 0);
    expect(retryAfter(limit, 'a', 0)).toBeGreaterThan(0);
    expect(retryAfter(limit, 'b', 0)).toBe(0);
  });
});
