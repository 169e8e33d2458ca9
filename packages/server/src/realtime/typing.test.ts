import { describe, expect, it } from 'vitest';
import { createTypingFilter } from './typing.ts';

const here = 'cnv_00000000000070008000000000000001';
const there = 'cnv_00000000000070008000000000000002';

describe('typing', () => {
  it('is passed on at most once in three seconds for each conversation', () => {
    const filter = createTypingFilter();
    expect([0, 100, 2999, 3000, 3001].map((at) => filter.passes(here, true, at))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(filter.passes(there, true, 3001)).toBe(true);
  });

  it('ends at once where it was told, and only there', () => {
    const filter = createTypingFilter();
    expect(filter.passes(here, false, 0)).toBe(false);
    filter.passes(here, true, 0);
    expect(filter.passes(there, false, 10)).toBe(false);
    expect(filter.passes(here, false, 10)).toBe(true);
    expect(filter.passes(here, false, 20)).toBe(false);
    expect(filter.passes(here, true, 30)).toBe(false);
    expect(filter.passes(here, true, 3000)).toBe(true);
  });

  it('need not be ended after it has expired', () => {
    const filter = createTypingFilter();
    filter.passes(here, true, 0);
    expect(filter.passes(here, false, 5000)).toBe(false);
  });
});
