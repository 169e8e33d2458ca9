import { NotStorableError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { arrayLiteral } from './array-literal.ts';

describe('a column of values as an array literal', () => {
  it('quotes text, and escapes what the quotes need', () => {
    expect(arrayLiteral('text', ['a', '', 'NULL', 'say "hi"', 'c:\\dir', '{x,y}'])).toBe(
      '{"a","","NULL","say \\"hi\\"","c:\\\\dir","{x,y}"}',
    );
  });

  it('tells what is absent from what is empty', () => {
    expect(arrayLiteral('text', [null, undefined, ''])).toBe('{NULL,NULL,""}');
    expect(arrayLiteral('jsonb', [null, '', {}])).toBe('{NULL,"\\"\\"","{}"}');
  });

  it('leaves numbers, ids, times and booleans bare', () => {
    expect(arrayLiteral('integer', [1, -2])).toBe('{1,-2}');
    expect(arrayLiteral('boolean', [true, false])).toBe('{true,false}');
    expect(arrayLiteral('timestamptz', ['2026-01-05T09:00:00.123Z'])).toBe('{2026-01-05T09:00:00.123Z}');
  });

  it('writes JSON as text', () => {
    expect(arrayLiteral('jsonb', [{ a: 'b"c' }, [1]])).toBe('{"{\\"a\\":\\"b\\\\\\"c\\"}","[1]"}');
  });

  it('writes JSON of awkward text so that the server reads the same back', () => {
    const value = { text: 'a\n\t\u0001"\\ \u2028 \u007f 🙂 é', half: '\ud83d', ['k"\\']: '' };
    const literal = arrayLiteral('jsonb', [value]);
    // What the server does with a quoted element: a backslash stands for the character behind it.
    const read = literal.slice(2, -2).replaceAll(/\\(.)/gs, '$1');
    expect(read).toBe(JSON.stringify(value));
    expect(JSON.parse(read)).toStrictEqual(value);
  });

  it('writes each value, also where several in a row are the same', () => {
    expect(arrayLiteral('text', ['a', 'a', null, 'a', 'b"', 'b"', 'a'])).toBe(
      '{"a","a",NULL,"a","b\\"","b\\"","a"}',
    );
    expect(arrayLiteral('boolean', [false, false, true])).toBe('{false,false,true}');
    expect(arrayLiteral('integer', [0, 0, null, 0])).toBe('{0,0,NULL,0}');
  });

  it('is empty for nothing', () => {
    expect(arrayLiteral('text', [])).toBe('{}');
  });

  it('refuses half of a surrogate pair, which would arrive as another character', () => {
    expect(() => arrayLiteral('text', ['\ud83d'])).toThrow(NotStorableError);
    expect(arrayLiteral('text', ['🙂'])).toBe('{"🙂"}');
  });
});
