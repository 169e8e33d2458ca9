export { ar } from '../i18n/ar.ts';
export type { Catalogue, PluralText, TextKey, TextOverrides } from '../i18n/catalogue.ts';
export { de } from '../i18n/de.ts';
export { en } from '../i18n/en.ts';
export { pseudoLocale } from '../i18n/pseudo-locale.ts';
