import { isDeepStrictEqual } from 'node:util';
import type { InboundEvent, InboundItem, JsonValue } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { fixture, openChannel, signed, situations } from './__fixtures__/fixture.ts';

/** One place in a payload: how to reach it. */
type Path = readonly (string | number)[];

function pathsOf(value: JsonValue, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, JsonValue][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function at(value: JsonValue, path: Path): JsonValue {
  return path.reduce((inner, key) => (inner as Record<string | number, JsonValue>)[key] as JsonValue, value);
}

const kinds: readonly InboundEvent['kind'][] = [
  'message',
  'echo',
  'delivery',
  'reaction',
  'edit',
  'delete',
  'identity_change',
  'activity',
  'notice',
  'unreadable',
];

const gone = Symbol('gone');

/** The payload with another value in one place. */
function changed(payload: JsonValue, path: Path, value: JsonValue | typeof gone): JsonValue {
  const copy = structuredClone(payload) as JsonValue;
  const key = path.at(-1);
  if (key === undefined) return value === gone ? null : value;
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, JsonValue>;
  if (value !== gone) parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

/** Values no payload should have anywhere; each place gets another one of them. */
const oddities: readonly JsonValue[] = [
  '',
  true,
  -1,
  1e308,
  [[]],
  JSON.parse('{"__proto__":{"a":1}}'),
  '\u0000\ud800',
];

/** What a field is turned into, one after the other: gone, null, another type, list and object exchanged, an oddity. */
function mutationsOf(value: JsonValue, turn: number): (JsonValue | typeof gone)[] {
  const isObject = typeof value === 'object' && value !== null;
  const swapped = Array.isArray(value) ? { 0: value[0] ?? null } : isObject ? [value] : { value };
  const flipped = typeof value === 'string' ? 7 : typeof value === 'number' ? String(value) : 'text';
  return [gone, null, swapped, flipped, oddities[turn % oddities.length] ?? null];
}

describe('a webhook with one thing wrong in it', () => {
  const channel = openChannel();
  let mutations = 0;

  it.each(situations)('is told or set aside item by item, never thrown (%s)', async (situation) => {
    const payload = fixture(situation);
    const wrong: string[] = [];
    for (const [turn, path] of pathsOf(payload).entries()) {
      for (const mutation of mutationsOf(at(payload, path), turn)) {
        const body = changed(payload, path, mutation);
        const { items, response } = await channel.receive(signed(body));
        mutations += 1;
        const isLost = items.length === 0 && !hasEmptyList(body);
        if (response.status !== 200 || isLost || !items.every(isWhole))
          wrong.push(`${path.join('.')}: ${String(mutation)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** An event of a kind there is, that can be written down and read again. */
  function isWhole(item: InboundItem): boolean {
    const again = channel.parse(item.source()).map(({ event }) => event);
    return kinds.includes(item.event.kind) && isDeepStrictEqual(again, [item.event]);
  }

  it('was tried often enough', () => {
    expect(mutations).toBeGreaterThan(760);
  });
});

/** Only a payload that lists nothing may say nothing. */
function hasEmptyList(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(hasEmptyList);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasEmptyList);
}
