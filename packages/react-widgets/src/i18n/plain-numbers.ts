/**
 * What stands between thousands in languages that write whole numbers in JavaScript's own digits and say "one" of 1 only.
 * The first `Intl` object of a kind costs a page several milliseconds before it shows anything: these do without for counts.
 */
const separators: Readonly<Record<string, string>> = {
  en: ',',
  'en-AU': ',',
  'en-CA': ',',
  'en-GB': ',',
  'en-IE': ',',
  'en-NZ': ',',
  'en-US': ',',
  de: '.',
  'de-DE': '.',
};

/** Whether `one` is said of 1 and `other` of every other whole number. */
export function saysOneOfOneOnly(locale: string): boolean {
  return separators[locale] !== undefined;
}

/** A whole number below a million as the language writes it; `undefined` = ask `Intl`. */
export function writePlainly(value: number, locale: string): string | undefined {
  const separator = separators[locale];
  if (separator === undefined || !Number.isInteger(value) || value < 0 || value >= 1_000_000)
    return undefined;
  const digits = String(value);
  return value < 1000 ? digits : `${digits.slice(0, -3)}${separator}${digits.slice(-3)}`;
}
