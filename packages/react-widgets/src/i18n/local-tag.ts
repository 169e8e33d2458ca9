/**
 * The reader's own variety of a language: `en` as a British browser writes it is `en-GB`, with its dates and its 24 hours.
 *
 * @param language - BCP 47, as a catalogue has it.
 * @param preferred - What the browser asks for, the most wanted first.
 */
export function localTag(language: string, preferred: readonly string[]): string {
  if (language.includes('-')) return language;
  return preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}
