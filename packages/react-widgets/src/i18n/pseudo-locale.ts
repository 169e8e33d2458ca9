import type { Catalogue, PluralText } from './catalogue.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  n: 'ñ',
  c: 'ç',
};

/**
 * A catalogue for tests: every text is 40 % longer and accented, so that what is cut off or was never translated is seen.
 */
export function pseudoLocale(catalogue: Catalogue): Catalogue {
  const stretch = (text: string): string => {
    const accented = text.replace(/\{\w+\}|[a-zA-Z]/g, (part) => accents[part] ?? part);
    return `[${accented}${'~'.repeat(Math.ceil(text.length * 0.4))}]`;
  };
  const texts = Object.entries(catalogue.texts).map(([key, text]): [string, string | PluralText] => {
    if (typeof text === 'string') return [key, stretch(text)];
    const forms = Object.entries(text).map(([form, value]) => [form, stretch(String(value))]);
    return [key, Object.fromEntries(forms) as PluralText];
  });
  return { ...catalogue, texts: Object.fromEntries(texts) as Catalogue['texts'] };
}
