import { describe, expect, test } from 'vitest';
import { chatStringsAr } from './chat-strings-ar.ts';
import { chatStringsDe } from './chat-strings-de.ts';
import { chatStringsEn } from './chat-strings-en.ts';
import { chatTranslator } from './chat-translator.ts';

const placeholders = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/\{\w+\}/g)].map(([found]) => found);

describe('the words of the customer chat', () => {
  test.each([
    ['de', chatStringsDe],
    ['ar', chatStringsAr],
  ])('%s fills in what English fills in', (_language, strings) => {
    for (const [key, value] of Object.entries(chatStringsEn)) {
      const translated = strings[key as keyof typeof strings];
      expect([key, new Set(placeholders(translated))]).toEqual([key, new Set(placeholders(value))]);
    }
  });

  test('plural forms follow the language', () => {
    const words = (locale: string, n: number): string => chatTranslator(locale).plural('newMessages', n);
    expect([words('en', 1), words('en', 2)]).toEqual(['1 new message', '2 new messages']);
    expect(words('de', 3)).toBe('3 neue Nachrichten');
    expect([1, 2, 5, 40].map((n) => words('ar-EG-u-nu-latn', n))).toEqual([
      'رسالة جديدة واحدة',
      'رسالتان جديدتان',
      '5 رسائل جديدة',
      '40 رسالة جديدة',
    ]);
  });

  test('right-to-left languages are laid out from the right', () => {
    expect(chatTranslator('ar').direction).toBe('rtl');
    expect(chatTranslator('he-IL').direction).toBe('rtl');
    expect(chatTranslator('de').direction).toBe('ltr');
  });

  test('an unknown or broken language gets English words', () => {
    expect(chatTranslator('tlh').text('send')).toBe('Send');
    expect(chatTranslator('not a language!').text('send')).toBe('Send');
  });

  test("the host's own words win", () => {
    expect(chatTranslator('en', { send: 'Go' }).text('send')).toBe('Go');
  });

  test('a name keeps its own direction, and is not read as a placeholder', () => {
    expect(chatTranslator('ar').text('joined', { name: '{n} Dana' })).toContain('\u2068{n} Dana\u2069');
  });

  test('days are named from where the reader is', () => {
    const words = chatTranslator('en-GB');
    const now = new Date(2026, 0, 5, 0, 30);
    expect(words.day(new Date(2026, 0, 5, 0, 1), now)).toBe('Today');
    expect(words.day(new Date(2026, 0, 4, 23, 59), now)).toBe('Yesterday');
    expect(words.day(new Date(2026, 0, 1, 9), now)).toBe('Thursday 1 January');
    expect(words.when(new Date(2026, 0, 1, 9), now)).toBe('1 Jan');
  });
});
