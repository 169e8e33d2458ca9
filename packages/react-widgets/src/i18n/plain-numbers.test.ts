import { describe, expect, it } from 'vitest';
import { createNumberFormat } from './number-format.ts';
import { saysOneOfOneOnly, writePlainly } from './plain-numbers.ts';

const plain = ['en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-NZ', 'en-US', 'de', 'de-DE'];
const numbers = [0, 1, 2, 9, 10, 21, 99, 100, 101, 999, 1000, 1001, 9999, 10_000, 12_345, 100_000, 999_999];

describe('counts without Intl', () => {
  it.each(plain)('are what Intl says in %s', (locale) => {
    const intl = new Intl.NumberFormat(locale);
    const plurals = new Intl.PluralRules(locale);
    expect(saysOneOfOneOnly(locale)).toBe(true);
    for (const value of numbers) {
      expect(writePlainly(value, locale)).toBe(intl.format(value));
      expect(plurals.select(value)).toBe(value === 1 ? 'one' : 'other');
    }
  });

  it.each(['ar', 'ar-EG', 'hi', 'en-u-nu-arab', 'en-IN', 'en-ZA', 'de-CH', 'fr'])(
    'leaves %s to Intl',
    (locale) => {
      expect(saysOneOfOneOnly(locale)).toBe(false);
      expect(writePlainly(1234, locale)).toBeUndefined();
      expect(createNumberFormat(locale)(1234)).toBe(new Intl.NumberFormat(locale).format(1234));
    },
  );

  it('leaves what is no count to Intl', () => {
    for (const value of [-1, 0.5, 1_000_000, Number.NaN]) {
      expect(writePlainly(value, 'en')).toBeUndefined();
      expect(createNumberFormat('en')(value)).toBe(new Intl.NumberFormat('en').format(value));
    }
  });
});
