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

  it('is empty for nothing', () => {
    expect(arrayLiteral('text', [])).toBe('{}');
  });

  it('refuses half of a surrogate pair, which would arrive as another character', () => {
    expect(() => arrayLiteral('text', ['\ud83d'])).toThrow(NotStorableError);
    expect(arrayLiteral('text', ['🙂'])).toBe('{"🙂"}');
  });
});
