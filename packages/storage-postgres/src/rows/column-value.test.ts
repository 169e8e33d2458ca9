import { NotStorableError } from '@parley/core';
import { expect, it } from 'vitest';
import { ByteWriter } from './byte-writer.ts';
import { columnValue } from './column-value.ts';

const bytesOf = (...given: Parameters<typeof columnValue>): string => {
  const writer = new ByteWriter();
  columnValue(...given)?.writeTo(writer);
  return writer.copy().toString('hex');
};

it('a value is written as the text of its type, and nothing as nothing', () => {
  expect(columnValue('text', 'say "hi"\\')?.toText()).toBe('say "hi"\\');
  expect(columnValue('integer', 7)?.toText()).toBe('7');
  expect(columnValue('jsonb', { text: 'a"b' })?.toText()).toBe('{"text":"a\\"b"}');
  expect(columnValue('jsonb', 'text')?.toText()).toBe('"text"');
  expect(columnValue('boolean', false)?.toText()).toBe('false');
  expect(columnValue('uuid', undefined)).toBeNull();
  expect(columnValue('jsonb', null)).toBeNull();
});

it('its bytes come behind their length', () => {
  expect(bytesOf('integer', 7)).toBe('0000000400000007');
  expect(bytesOf('text', 'é')).toBe('00000002c3a9');
  expect(bytesOf('jsonb', 1)).toBe('000000020131');
  expect(bytesOf('timestamptz', '2000-01-01T00:00:00.001Z')).toBe('0000000800000000000003e8');
});

it('half of a surrogate pair is refused as text', () => {
  const halved = columnValue('text', 'half \ud83d');
  expect(() => halved?.toText()).toThrow(NotStorableError);
  expect(() => halved?.writeTo(new ByteWriter())).toThrow(NotStorableError);
  expect(columnValue('text', '🙂')?.toText()).toBe('🙂');
});
