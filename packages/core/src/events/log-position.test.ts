import { describe, expect, it } from 'vitest';
import { comparePositions, isLogPosition, logStart } from './log-position.ts';

describe('log position', () => {
  it('orders by transaction first, as numbers', () => {
    expect(comparePositions('9.100', '10.1')).toBeLessThan(0);
    expect(comparePositions('10.2', '10.10')).toBeLessThan(0);
    expect(comparePositions('10.2', '10.2')).toBe(0);
    expect(comparePositions('11.1', '10.99')).toBeGreaterThan(0);
  });

  it('starts before everything', () => {
    expect(comparePositions(logStart, '1.1')).toBeLessThan(0);
  });

  it('is not anything else', () => {
    for (const text of ['', '1', '1.', '.1', '1.1.1', '-1.1', 'a.b', '1.1;drop'])
      expect(isLogPosition(text)).toBe(false);
    expect(isLogPosition('12.34')).toBe(true);
  });
});
