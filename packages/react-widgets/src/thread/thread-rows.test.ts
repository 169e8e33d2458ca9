import { describe, expect, it } from 'vitest';
import type { ThreadItem } from '../client/support-client.ts';
import { fakeConversation, fakeId, fakeMessage, textOf } from '../client/testing/index.ts';
import { threadRows } from './thread-rows.ts';
import { lastSeqOf, unseenAfter } from './unseen-count.ts';
import { nextIndex } from './use-log-keys.ts';

const conversation = fakeConversation(1);
const customer = { type: 'customer', id: conversation.customerId } as const;
const ana = { type: 'agent', id: fakeId('agt', 1) } as const;
const ben = { type: 'agent', id: fakeId('agt', 2) } as const;

const message = (seq: number, at: string, sender: typeof customer | typeof ana): ThreadItem => ({
  kind: 'message',
  key: `m${seq}`,
  message: fakeMessage(conversation, { id: fakeId('msg', seq), seq, at, sender, content: textOf(`${seq}`) }),
});
const event = (key: string, at: string): ThreadItem => ({
  kind: 'event',
  key,
  at,
  type: 'conversation.assigned',
  data: {},
});
const dayKey = (at: Date): string => at.toISOString().slice(0, 10);
const rows = (items: readonly ThreadItem[], more: { firstUnreadKey?: string; hasOlder?: boolean } = {}) =>
  threadRows(items, { dayKey, hasOlder: false, ...more });
const shape = (...args: Parameters<typeof rows>): readonly string[] =>
  rows(...args).map((row) =>
    row.kind === 'written'
      ? `${row.isGroupStart ? '[' : ''}${row.key}${row.isGroupEnd ? ']' : ''}`
      : row.kind === 'events'
        ? `events ${row.events.length}`
        : row.kind,
  );

describe('rows of a thread', () => {
  it('puts together what one person wrote within three minutes', () => {
    expect(
      shape([
        message(1, '2026-01-05T10:00:00.000Z', customer),
        message(2, '2026-01-05T10:02:59.000Z', customer),
        message(3, '2026-01-05T10:06:00.000Z', customer),
        message(4, '2026-01-05T10:06:01.000Z', ana),
        message(5, '2026-01-05T10:06:02.000Z', ben),
      ]),
    ).toEqual(['day', '[m1', 'm2]', '[m3]', '[m4]', '[m5]']);
  });

  it('separates days in the reader’s zone, also within a group', () => {
    expect(
      shape([
        message(1, '2026-01-05T23:59:30.000Z', customer),
        message(2, '2026-01-06T00:00:30.000Z', customer),
      ]),
    ).toEqual(['day', '[m1]', 'day', '[m2]']);
  });

  it('does not claim a day begins where older messages are still to come', () => {
    const items = [message(8, '2026-01-05T10:00:00.000Z', customer)];
    expect(shape(items, { hasOlder: true })).toEqual(['[m8]']);
    expect(shape(items, { hasOlder: false })).toEqual(['day', '[m8]']);
  });

  it('marks where unread messages begin and starts a group there', () => {
    expect(
      shape(
        [message(1, '2026-01-05T10:00:00.000Z', customer), message(2, '2026-01-05T10:01:00.000Z', customer)],
        { firstUnreadKey: 'm2' },
      ),
    ).toEqual(['day', '[m1]', 'unread', '[m2]']);
  });

  it('draws a run of events as one row', () => {
    expect(
      shape([
        message(1, '2026-01-05T10:00:00.000Z', customer),
        event('e1', '2026-01-05T10:00:10.000Z'),
        event('e2', '2026-01-05T10:00:20.000Z'),
        message(2, '2026-01-05T10:00:30.000Z', customer),
      ]),
    ).toEqual(['day', '[m1]', 'events 2', '[m2]']);
  });

  it('counts what came after the place where the reader was', () => {
    const items = [
      message(1, '2026-01-05T10:00:00.000Z', customer),
      event('e1', '2026-01-05T10:00:10.000Z'),
      message(2, '2026-01-05T10:01:00.000Z', customer),
      message(3, '2026-01-05T10:02:00.000Z', ana),
    ];
    expect(unseenAfter(items, 'm1')).toBe(2);
    expect(unseenAfter(items, 'm3')).toBe(0);
    expect(unseenAfter(items, 'gone')).toBe(0);
    expect(lastSeqOf([...items, event('e2', '2026-01-05T10:03:00.000Z')])).toBe(3);
  });

  it('moves by arrows over messages and past days and events', () => {
    const kinds = (['day', 'written', 'events', 'written'] as const).map((kind) => ({ kind }));
    expect(nextIndex('ArrowUp', undefined, kinds)).toBe(3);
    expect(nextIndex('ArrowUp', 3, kinds)).toBe(1);
    expect(nextIndex('ArrowUp', 1, kinds)).toBeUndefined();
    expect(nextIndex('ArrowDown', 1, kinds)).toBe(3);
    expect(nextIndex('Home', 3, kinds)).toBe(1);
    expect(nextIndex('End', 1, kinds)).toBe(3);
    expect(nextIndex('a', 1, kinds)).toBeUndefined();
  });
});
