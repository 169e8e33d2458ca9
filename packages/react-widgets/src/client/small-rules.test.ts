import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';
import { laterMessage } from './delivery-order.ts';
import { isSame } from './is-same.ts';
import { createKeyedCache } from './keyed-cache.ts';
import { isBehind } from './log-position.ts';
import { fakeConversation, fakeId, textOf } from './testing/fake-desk-seed.ts';
import { fakeMessage } from './testing/fake-message.ts';
import { joinByTime } from './timed-list.ts';
import { uuidV7 } from './uuid-v7.ts';

describe('waiting before the next attempt', () => {
  it('is anything up to a limit that doubles from 1 s to 30 s', () => {
    const limits = [1, 2, 3, 4, 5, 6, 7, 60].map((failures) => backoffMs(failures, 1));
    expect(limits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(backoffMs(5, 0)).toBe(0);
    expect(backoffMs(5, 0.25)).toBe(4_000);
  });
});

describe('positions in the log', () => {
  it('are compared by both numbers, also where a double cannot tell them apart', async () => {
    const number = fc.bigInt({ min: 0n, max: 2n ** 63n });
    const position = fc.tuple(number, number);
    await fc.assert(
      fc.property(position, position, ([a, b], [c, d]) => {
        expect(isBehind(`${a}.${b}`, `${c}.${d}`)).toBe(a > c || (a === c && b > d));
      }),
    );
    expect(isBehind('9007199254740993.1', '9007199254740992.1')).toBe(true);
    expect(isBehind('10.1', '9.5')).toBe(true);
  });
});

describe('ids of messages', () => {
  it('are UUIDs of version 7 that sort by time', async () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), bytes, bytes, (at, one, two) => {
        const id = uuidV7(at, one);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(at);
        expect(id < uuidV7(at + 1, two)).toBe(true);
      }),
    );
  });
});

describe('a delivery status', () => {
  const at = '2026-03-02T09:00:00.000Z';
  const sender = { type: 'agent', id: fakeId('agt', 1) } as const;
  const one = fakeMessage(fakeConversation(1), {
    id: fakeId('msg', 1),
    seq: 1,
    at,
    sender,
    content: textOf('a'),
  });
  const withStatus = (status: string) => ({ ...one, status, editedAt: status }) as unknown as typeof one;

  it('is never shown further back than it was, while the rest of the message is the newer one', () => {
    const order = ['queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read'];
    for (const [known, from] of order.entries()) {
      for (const [next, to] of order.entries()) {
        const merged = laterMessage(withStatus(from), withStatus(to));
        expect(merged).toMatchObject({ status: order[Math.max(known, next)], editedAt: to });
      }
    }
  });
});

describe('telling whether two snapshots are the same', () => {
  it('looks at fields and at what is in lists, not deeper', () => {
    const item = { id: 1 };
    expect(isSame({ a: 1, items: [item] }, { a: 1, items: [item] })).toBe(true);
    expect(isSame({ a: 1, items: [item] }, { a: 1, items: [{ id: 1 }] })).toBe(false);
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(isSame([item], [item, item])).toBe(false);
    expect(isSame(new Map([[1, 2]]), new Map([[1, 2]]))).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});

describe('a cache of what was asked for', () => {
  it('forgets the one unused for longest, but none that is held', () => {
    const made: string[] = [];
    const held = new Set(['a']);
    const cache = createKeyedCache(2, (key) => {
      made.push(key);
      return { key, isWatched: () => held.has(key) };
    });
    const a = cache.get('a');
    cache.get('b');
    cache.get('c');
    expect(cache.get('a')).toBe(a);
    expect(cache.peek('b')).toBeUndefined();
    cache.get('b');
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('notes and events by time', () => {
  it('come together once each, and the list stays the same object if nothing is new', () => {
    const known = [{ id: 'b', at: '2' }];
    const more = [
      { id: 'a', at: '1' },
      { id: 'b', at: '2' },
      { id: 'c', at: '2' },
    ];
    expect(joinByTime(known, more, ({ at }) => at).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(joinByTime(known, known, ({ at }) => at)).toBe(known);
  });
});
