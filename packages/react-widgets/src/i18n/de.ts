import type { Catalogue } from './catalogue.ts';
import { deListTexts } from './de-list-texts.ts';
import { deThreadTexts } from './de-thread-texts.ts';

/** German. */
export const de: Catalogue = {
  locale: 'de',
  dir: 'ltr',
  texts: { ...deListTexts, ...deThreadTexts },
};
