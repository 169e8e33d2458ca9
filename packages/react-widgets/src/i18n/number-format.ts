import { writePlainly } from './plain-numbers.ts';

/** Writes numbers as a language does. The `Intl` behind it is dear, so it is made once and when first needed. */
export function createNumberFormat(locale: string): (value: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (value) => {
    const plain = writePlainly(value, locale);
    if (plain !== undefined) return plain;
    format ??= new Intl.NumberFormat(locale);
    return format.format(value);
  };
}
