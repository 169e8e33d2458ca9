import type { Catalogue, PluralText, TextKey, TextOverrides, Translate } from './catalogue.ts';

/**
 * A {@link Translate} over a catalogue. A text that is missing shows as its key, so that a gap is seen and nothing breaks.
 *
 * @param base the language's texts; may be absent where a host brings all its own
 */
export function createTranslate(
  locale: string,
  base: Catalogue['texts'] | undefined,
  overrides: TextOverrides | undefined,
): Translate {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const translate = (key: TextKey, values?: Readonly<Record<string, string | number>>): string => {
    const text = overrides?.[key] ?? base?.[key];
    if (text === undefined) return key;
    const form = typeof text === 'string' ? text : pluralForm(text, values?.['count'], plurals);
    if (values === undefined) return form;
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
  return translate as Translate;
}

function pluralForm(text: PluralText, count: string | number | undefined, plurals: Intl.PluralRules): string {
  return text[plurals.select(Number(count ?? 0))] ?? text.other;
}
