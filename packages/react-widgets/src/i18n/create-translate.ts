import type { Catalogue, PluralText, TextKey, TextOverrides, Translate } from './catalogue.ts';
import { createNumberFormat } from './number-format.ts';
import { saysOneOfOneOnly } from './plain-numbers.ts';

/**
 * A {@link Translate} over a catalogue. A text that is missing shows as its key, so that a gap is seen and nothing breaks.
 *
 * @param base the language's texts; may be absent where a host brings all its own
 * @param number writes numbers as the language does
 */
export function createTranslate(
  locale: string,
  base: Catalogue['texts'] | undefined,
  overrides: TextOverrides | undefined,
  number: (value: number) => string = createNumberFormat(locale),
): Translate {
  const isPlain = saysOneOfOneOnly(locale);
  let plurals: Intl.PluralRules | undefined;
  const formOf = (text: PluralText, count = 0): string => {
    if (isPlain && Number.isInteger(count)) return (count === 1 ? text.one : undefined) ?? text.other;
    plurals ??= new Intl.PluralRules(locale);
    return text[plurals.select(count)] ?? text.other;
  };
  const translate = (key: TextKey, values?: Readonly<Record<string, string | number>>): string => {
    const text = overrides?.[key] ?? base?.[key];
    if (text === undefined) return key;
    const form = typeof text === 'string' ? text : formOf(text, Number(values?.['count'] ?? 0));
    if (values === undefined) return form;
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number(value) : value;
    });
  };
  return translate as Translate;
}
