import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import type { Catalogue, PluralText, TextKey } from './catalogue.ts';
import { createTranslate } from './create-translate.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import {
  createTimeFormats,
  dayTitle,
  formatBytes,
  listTime,
  remainingTime,
  roughAge,
} from './format-time.ts';
import { pseudoLocale } from './pseudo-locale.ts';

const keys = Object.keys(en.texts) as TextKey[];
const formsOf = (text: string | PluralText): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text);
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
const now = new Date('2026-01-07T12:00:00.000Z');

describe.each([
  ['de', de],
  ['ar', ar],
] satisfies [string, Catalogue][])('the catalogue %s', (_name, catalogue) => {
  it('says everything English says, and nothing is left in English', () => {
    expect(Object.keys(catalogue.texts).sort()).toEqual([...keys].sort());
    const same = keys.filter(
      (key) =>
        JSON.stringify(catalogue.texts[key]) === JSON.stringify(en.texts[key]) &&
        /\p{L}{8}/u.test(String(en.texts[key])),
    );
    expect(same).toEqual([]);
  });

  it('fills in no name English does not, and leaves out none but a count', () => {
    for (const key of keys) {
      const wanted = new Set(formsOf(en.texts[key]).flatMap(namesIn));
      for (const form of formsOf(catalogue.texts[key])) {
        const given = new Set(namesIn(form));
        expect(
          [...given].filter((name) => !wanted.has(name)),
          `${key}: ${form}`,
        ).toEqual([]);
        const missing = [...wanted].filter((name) => !given.has(name) && name !== 'count');
        expect(missing, `${key}: ${form}`).toEqual([]);
      }
    }
  });
});

describe('texts', () => {
  it('choose their form by count and write numbers as the language does', () => {
    const inEnglish = createTranslate('en', en.texts, undefined);
    expect(inEnglish('thread.new', { count: 1 })).toBe('1 new message');
    expect(inEnglish('thread.new', { count: 1200 })).toBe('1,200 new messages');
    const inArabic = createTranslate('ar-EG', ar.texts, undefined);
    expect(inArabic('thread.new', { count: 2 })).toBe('رسالتان جديدتان');
    expect(inArabic('thread.new', { count: 3 })).toBe('٣ رسائل جديدة');
  });

  it('are replaced by the host’s own, one by one', () => {
    const t = createTranslate('en', en.texts, { 'composer.send': 'Off it goes' });
    expect([t('composer.send'), t('composer.addNote')]).toEqual(['Off it goes', 'Add note']);
  });

  it('show their key where a catalogue has a gap', () => {
    expect(createTranslate('en', undefined, undefined)('composer.send')).toBe('composer.send');
  });

  it('never read what they are given as a pattern', () => {
    const t = createTranslate('en', en.texts, undefined);
    expect(t('announce.message', { name: '{text}', text: '$& {name}' })).toBe('{text}: $& {name}');
  });

  it('grow by 40 % in the pseudo-locale and keep what is filled in', () => {
    const pseudo = pseudoLocale(en);
    expect(pseudo.texts['composer.send']).toBe('[Séñd~~]');
    expect(createTranslate('en', pseudo.texts, undefined)('typing.one', { name: 'Bo' })).toContain('Bo');
  });
});

describe('times', () => {
  const t = createTranslate('en-GB', en.texts, undefined);
  const formats = createTimeFormats('en-GB', 'UTC');
  const before = (minutes: number): string =>
    listTime(new Date(now.getTime() - minutes * 60_000), now, formats, t);

  it('are short in a list: minutes, the time, the weekday, the date', () => {
    expect([before(0), before(4), before(59)]).toEqual(['now', '4m', '59m']);
    expect(before(60)).toBe('11:00');
    expect(before(13 * 60)).toBe('Tue');
    expect(before(8 * 24 * 60)).toBe('30 Dec 2025');
  });

  it('name days over messages', () => {
    const title = (at: string): string => dayTitle(new Date(at), now, formats, t);
    expect(title('2026-01-07T00:00:00.000Z')).toBe('Today');
    expect(title('2026-01-06T23:59:00.000Z')).toBe('Yesterday');
    expect(title('2026-01-05T23:59:00.000Z')).toBe('Monday 5 January');
  });

  it('count down in two units and up in one', () => {
    expect([72 * 60_000, 3_600_000, 720_000, 40_500, -5].map((ms) => remainingTime(ms, t))).toEqual([
      '1h 12m',
      '1h',
      '12m',
      '40s',
      '0s',
    ]);
    expect([10, 90 * 60_000, 25 * 3_600_000, 80 * 3_600_000].map((ms) => roughAge(ms, t))).toEqual([
      '1m',
      '1h',
      '25h',
      '3d',
    ]);
  });

  it('give sizes of files in the language’s units', () => {
    expect([900, 240_000, 1_340_000].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
      '900 byte',
      '240 kB',
      '1.3 MB',
    ]);
  });
});
