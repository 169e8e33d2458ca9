import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const options = { baseMs: 1000, maxMs: 60_000 };

describe('backoff', () => {
  it('doubles its ceiling with each attempt up to the limit', () => {
    const ceilings = [1, 2, 3, 7, 50].map((attempt) => backoffMs(attempt, 1, options));
    expect(ceilings).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  });

  it('spreads over the whole range below it', () => {
    expect(backoffMs(3, 0, options)).toBe(0);
    expect(backoffMs(3, 0.5, options)).toBe(2000);
  });
});
