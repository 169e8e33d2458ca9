import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlaces, createListRows, placeOf } from './list-rows.ts';
import { matchesQuery, queryKey } from './matches-query.ts';
import { fakeConversation, fakeId } from './testing/fake-desk-seed.ts';
import type { Conversation } from './wire-types.ts';

const at = (number: number, minutes: number): Conversation =>
  fakeConversation(number, { lastMessageAt: new Date(minutes * 60_000).toISOString() });

describe('the rows of a list', () => {
  it('stand where sorting would put them, whatever is put, moved and removed', async () => {
    const change = fc.record({ number: fc.nat(12), minutes: fc.nat(5), isGone: fc.boolean() });
    await fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const rows = createListRows();
        const model = new Map<string, Conversation>();
        for (const { number, minutes, isGone } of changes) {
          const conversation = at(number, minutes);
          if (isGone) expect(rows.remove(conversation.id)).toBe(model.delete(conversation.id));
          else {
            rows.put(conversation);
            model.set(conversation.id, conversation);
          }
          const sorted = [...model.values()].sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
          expect(rows.snapshot()).toEqual(sorted);
          expect(rows.size()).toBe(model.size);
        }
      }),
    );
  });

  it('stay cheap when there are ten thousand and each event moves one to the top', () => {
    const rows = createListRows();
    for (let number = 0; number < 10_000; number += 1) rows.put(at(number, number));
    const startedAt = performance.now();
    for (let number = 0; number < 2_000; number += 1) rows.put(at(number * 5, 20_000 + number));
    const each = (performance.now() - startedAt) / 2_000;
    expect(rows.snapshot()).toHaveLength(10_000);
    // Sorting ten thousand rows anew takes milliseconds.
    expect(each).toBeLessThan(0.5);
  });
});

describe('whether a conversation belongs in a list', () => {
  const me = fakeId('agt', 1);
  const one = fakeConversation(1, { assigneeId: me, unreadCount: 2 });

  it('follows the rule of the server', () => {
    expect(matchesQuery(one, {}, undefined)).toBe(true);
    expect(matchesQuery(one, { status: ['pending', 'open'] }, me)).toBe(true);
    expect(matchesQuery(one, { status: ['closed'] }, me)).toBe(false);
    expect(matchesQuery(one, { assignee: 'me' }, me)).toBe(true);
    expect(matchesQuery(one, { assignee: 'me' }, undefined)).toBe(false);
    expect(matchesQuery(one, { assignee: 'none' }, me)).toBe(false);
    expect(matchesQuery({ ...one, assigneeId: null }, { assignee: 'none' }, me)).toBe(true);
    expect(matchesQuery({ ...one, assigneeId: null }, { assignee: 'me' }, undefined)).toBe(false);
    expect(matchesQuery(one, { assignee: fakeId('agt', 2) }, me)).toBe(false);
    expect(matchesQuery(one, { unread: true }, me)).toBe(true);
    expect(matchesQuery({ ...one, status: 'resolved' }, { unread: true }, me)).toBe(false);
    expect(matchesQuery(one, { inboxId: fakeId('inb', 2) }, me)).toBe(false);
    expect(matchesQuery(one, { customerId: one.customerId }, me)).toBe(true);
  });

  it('has one key however the query is written', () => {
    expect(queryKey({ status: ['open', 'pending'], unread: false })).toBe(
      queryKey({ status: ['pending', 'open'] }),
    );
    expect(queryKey({ assignee: 'me' })).not.toBe(queryKey({ assignee: 'none' }));
  });
});
