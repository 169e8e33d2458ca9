import { arListTexts } from './ar-list-texts.ts';
import { arThreadTexts } from './ar-thread-texts.ts';
import type { Catalogue } from './catalogue.ts';

/** Arabic, written from right to left. */
export const ar: Catalogue = {
  locale: 'ar',
  dir: 'rtl',
  texts: { ...arListTexts, ...arThreadTexts },
};
