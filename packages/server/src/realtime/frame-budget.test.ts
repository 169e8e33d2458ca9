import { describe, expect, it } from 'vitest';
import { createFrameBudget } from './frame-budget.ts';

const allowance = { frames: 3, sizeBytes: 1000, perMs: 300 };

describe('what a client may send', () => {
  it('is so many frames at once, and more as time goes by', () => {
    const budget = createFrameBudget(allowance, 0);
    expect([1, 2, 3, 4].map(() => budget.take(1, 0))).toEqual([true, true, true, false]);
    expect(budget.take(1, 50)).toBe(false);
    expect(budget.take(1, 101)).toBe(true);
    expect(budget.take(1, 102)).toBe(false);
  });

  it('is so many bytes, and never more than were given at first', () => {
    const budget = createFrameBudget(allowance, 0);
    expect(budget.take(900, 0)).toBe(true);
    expect(budget.take(200, 0)).toBe(false);
    expect(budget.take(1001, 1_000_000)).toBe(false);
    expect(budget.take(1000, 1_000_000)).toBe(true);
    expect(budget.take(1, 1_000_000)).toBe(false);
  });

  it('is full again once everything has come back, and not before', () => {
    const budget = createFrameBudget(allowance, 0);
    expect(budget.isFull(0)).toBe(true);
    budget.take(900, 0);
    expect(budget.isFull(150)).toBe(false);
    // The frame came back long ago, the bytes did not.
    expect(budget.isFull(260)).toBe(false);
    expect(budget.isFull(271)).toBe(true);
    expect(budget.take(1000, 271)).toBe(true);
  });

  it('does not grow when the clock stands still or goes back', () => {
    const budget = createFrameBudget(allowance, 100);
    for (let n = 0; n < 3; n += 1) budget.take(1, 100);
    expect(budget.take(1, 0)).toBe(false);
  });
});
