import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('equal values have one text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
  expect(canonicalJson({ a: true, b: [1, { c: 'x', d: null }] })).toBe(
    canonicalJson({ b: [1, { d: null, c: 'x' }], a: true }),
  );
});

test('the order of lists and the kind of values tell texts apart', () => {
  const texts = [[1, 2], [2, 1], ['1', 2], { '0': 1, '1': 2 }, 12, '12', null, {}, []].map((value) =>
    canonicalJson(value),
  );
  expect(new Set(texts).size).toBe(texts.length);
});
