import { describe, expect, it } from 'vitest';
import { endOfPrefix, searchKey } from './search-key.ts';

describe('search keys', () => {
  it('are equal for the same letters in any case and composition', () => {
    expect(searchKey('SÁRA')).toBe(searchKey('sa\u0301ra'));
    expect(searchKey('Łęcka')).toBe(searchKey('łĘCKA'));
  });

  it('that start with a prefix lie between it and its end, in byte order', () => {
    const bytes = (text: string): Buffer => Buffer.from(text);
    for (const key of ['sa', 'sara', 'sa\u00ff', 'sa\uffff', 'sa🙂']) {
      expect(Buffer.compare(bytes(key), bytes('sa'))).toBeGreaterThanOrEqual(0);
      expect(Buffer.compare(bytes(key), bytes(endOfPrefix('sa')))).toBeLessThan(0);
    }
    for (const key of ['s', 'r', 'sb', 'sé']) {
      const isInside =
        Buffer.compare(bytes(key), bytes('sa')) >= 0 &&
        Buffer.compare(bytes(key), bytes(endOfPrefix('sa'))) < 0;
      expect(isInside).toBe(false);
    }
  });
});
