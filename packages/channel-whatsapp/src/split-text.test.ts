import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, splitText } from './split-text.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const segmentsOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);
const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('splitting a long text', () => {
  it('leaves a text alone that fits', () => {
    expect(splitText('Hello  there \n', 14)).toEqual(['Hello  there \n']);
    expect(splitText('')).toEqual([]);
    expect(splitText(' \n\t')).toEqual([]);
  });

  it('counts code points: 4096 emoji fit into one message, 4097 do not', () => {
    expect(splitText('😀'.repeat(4096))).toHaveLength(1);
    expect(splitText('😀'.repeat(4097)).map(lengthOf)).toEqual([4096, 1]);
  });

  it('cuts between paragraphs first', () => {
    const text = 'First paragraph. It has two sentences.\n\nSecond one here. And more words follow.';
    expect(splitText(text, 60)).toEqual([
      'First paragraph. It has two sentences.',
      'Second one here. And more words follow.',
    ]);
  });

  it('cuts between sentences where the paragraph is too long', () => {
    expect(splitText('One two three. Four five six? Seven eight nine!', 32)).toEqual([
      'One two three. Four five six?',
      'Seven eight nine!',
    ]);
    expect(splitText('He said "stop." Then he left again', 20)).toEqual([
      'He said "stop."',
      'Then he left again',
    ]);
    expect(splitText('これは文です。これも文です。そして最後。', 15)).toEqual([
      'これは文です。これも文です。',
      'そして最後。',
    ]);
  });

  it('does not leave a stump for the sake of a paragraph', () => {
    expect(splitText('Hi.\n\nThis line is quite a bit longer than that', 30)).toEqual([
      'Hi.\n\nThis line is quite a bit',
      'longer than that',
    ]);
  });

  it('cuts between words where the sentence is too long', () => {
    expect(splitText('alpha beta gamma delta', 12)).toEqual(['alpha beta', 'gamma delta']);
    expect(splitText('alpha beta', 5)).toEqual(['alpha', 'beta']);
  });

  it('cuts a word that is too long between graphemes', () => {
    expect(splitText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    const family = '👨‍👩‍👧‍👦';
    expect(splitText(`${family}${family}${family}`, 15)).toEqual([`${family}${family}`, family]);
    const accents = 'e\u0301'.repeat(5);
    expect(splitText(accents, 3)).toEqual(['e\u0301', 'e\u0301', 'e\u0301', 'e\u0301', 'e\u0301']);
    const flags = '🇩🇪🇫🇷🇮🇹';
    expect(splitText(flags, 3)).toEqual(['🇩🇪', '🇫🇷', '🇮🇹']);
  });

  it('cuts a grapheme only if it is longer than a message, and then between code points', () => {
    const zalgo = `e${'\u0301'.repeat(10)}`;
    const parts = splitText(zalgo, 4);
    expect(parts.join('')).toBe(zalgo);
    expect(parts.every((part) => lengthOf(part) <= 4)).toBe(true);
    expect(splitText('😀'.repeat(3), 1)).toEqual(['😀', '😀', '😀']);
  });

  it('keeps the marks on a space with it', () => {
    expect(splitText('ab \u0301cd', 3).join('|')).toBe('ab| \u0301c|d');
  });

  it('for any text keeps the limit, loses only white space and tears nothing apart', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '\n\n',
        '\n',
        ' ',
        '. ',
        '? ',
        '。',
        '👩🏽‍🚀',
        '🇩🇪',
        'e\u0301',
        '\r\n',
        'word',
        ' \u0301',
        'a\u200d',
      ),
    );
    const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, max) => {
        const longest = Math.max(0, ...segmentsOf(text).map(lengthOf));
        const parts = splitText(text, max);
        for (const part of parts) {
          expect(lengthOf(part)).toBeLessThanOrEqual(max);
          expect(part.trim()).not.toBe('');
          expect(part.isWellFormed()).toBe(text.isWellFormed());
        }
        expect(withoutSpace(parts.join(''))).toBe(withoutSpace(text));
        if (longest > max) return;
        const whole = segmentsOf(text).filter((segment) => segment.trim() !== '');
        expect(parts.flatMap(segmentsOf).filter((segment) => segment.trim() !== '')).toEqual(whole);
        expect(splitText(text, max)).toEqual(parts);
        for (const part of parts) expect(splitText(part, max)).toEqual([part]);
      }),
      { numRuns: 500 },
    );
  });

  it('splits a very long text in reasonable time', () => {
    const text = 'x'.repeat(400_000);
    expect(splitText(text)).toHaveLength(Math.ceil(400_000 / 4096));
  });
});
