import { NotStorableError } from '@parley/core';
import { expect, it } from 'vitest';
import { columnValue } from './column-value.ts';

it('a value is written as the text of its type, and nothing as nothing', () => {
  expect(columnValue('text', 'say "hi"\\')).toBe('say "hi"\\');
  expect(columnValue('integer', 7)).toBe('7');
  expect(columnValue('jsonb', { text: 'a"b' })).toBe('{"text":"a\\"b"}');
  expect(columnValue('jsonb', 'text')).toBe('"text"');
  expect(columnValue('boolean', false)).toBe(false);
  expect(columnValue('uuid', undefined)).toBeNull();
  expect(columnValue('jsonb', null)).toBeNull();
});

it('half of a surrogate pair is refused as text', () => {
  expect(() => columnValue('text', 'half \ud83d')).toThrow(NotStorableError);
  expect(columnValue('text', '🙂')).toBe('🙂');
});
