import { enListTexts } from './en-list-texts.ts';
import { enThreadTexts } from './en-thread-texts.ts';

/** English: the language every other catalogue is held against. */
export const en = {
  locale: 'en',
  dir: 'ltr',
  texts: { ...enListTexts, ...enThreadTexts },
} as const;
