import { describe, expect, it } from 'vitest';
import { createTimeFormats } from './format-time.ts';
import { localTag } from './local-tag.ts';

describe('the variety of a language', () => {
  it('is the one the browser asks for first', () => {
    expect(localTag('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(localTag('de', ['en-GB', 'de-AT'])).toBe('de-AT');
  });

  it('stays what it is where it is given, or where the browser knows none', () => {
    expect(localTag('en-US', ['en-GB'])).toBe('en-US');
    expect(localTag('ar', ['en-GB', 'arn-CL'])).toBe('ar');
    expect(localTag('en', [])).toBe('en');
  });

  it('decides how the clock is written', () => {
    const at = new Date('2026-01-05T14:05:00Z');
    expect(createTimeFormats(localTag('en', ['en-GB']), 'UTC').clock(at)).toBe('14:05');
    expect(createTimeFormats(localTag('en', ['en-US']), 'UTC').clock(at)).toMatch(/^2:05\sPM$/);
  });
});
