import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from './chat-types.ts';
import {
  closeGap,
  hasGap,
  loadNewest,
  loadOlder,
  mergeMessage,
  newThread,
  unloadedThread,
} from './thread-merge.ts';

const message = (seq: number): ChatMessage => ({
  id: `msg_${seq.toString(16).padStart(32, '0')}`,
  conversationId: 'cnv_00000000000070008000000000000001',
  seq,
  clientMessageId: null,
  from: 'agent',
  name: 'Dana',
  content: { type: 'text', text: String(seq) },
  sentAt: '2026-01-05T09:00:00.000Z',
  editedAt: null,
  deletedAt: null,
});
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const seqs = (messages: readonly ChatMessage[]): readonly number[] => messages.map(({ seq }) => seq);

describe('a thread of a customer', () => {
  test('is complete and in order whatever order its messages came in, however often', () => {
    const arrivals = fc
      .integer({ min: 1, max: 25 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.shuffledSubarray([...upTo(count), ...upTo(count)], { minLength: 2 * count }),
        ),
      );
    fc.assert(
      fc.property(arrivals, ([count, order]) => {
        const thread = order.map(message).reduce(mergeMessage, newThread);
        expect(seqs(thread.messages)).toEqual(upTo(count));
        expect(thread).toMatchObject({ toSeq: count, early: [] });
      }),
    );
  });

  test('shows nothing behind a gap until it is closed', () => {
    const gap = mergeMessage(mergeMessage(newThread, message(1)), message(3));
    expect([seqs(gap.messages), hasGap(gap)]).toEqual([[1], true]);
    expect(seqs(mergeMessage(gap, message(2)).messages)).toEqual([1, 2, 3]);
  });

  test('closes a gap whose numbers are not for the customer', () => {
    const gap = [1, 4, 6].map(message).reduce(mergeMessage, newThread);
    const closed = closeGap(gap, 4);
    expect([seqs(closed.messages), closed.toSeq, hasGap(closed)]).toEqual([[1, 4], 4, true]);
    expect(seqs(closeGap(closed, 6).messages)).toEqual([1, 4, 6]);
  });

  test('takes what came live while its newest page was on the way', () => {
    const waiting = [32, 31, 33].map(message).reduce(mergeMessage, unloadedThread);
    const loaded = loadNewest(waiting, [29, 30, 31].map(message), true);
    expect([seqs(loaded.messages), loaded.hasOlder]).toEqual([[29, 30, 31, 32, 33], true]);
  });

  test('puts older pages in front once, and leaves what lies before them to paging', () => {
    const loaded = loadNewest(unloadedThread, [5, 6].map(message), true);
    expect(mergeMessage(loaded, message(2))).toBe(loaded);
    const older = loadOlder(loaded, [3, 4, 5].map(message), true);
    expect(seqs(older.messages)).toEqual([3, 4, 5, 6]);
    expect(seqs(loadOlder(older, [1, 2].map(message), false).messages)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('replaces a message that was edited', () => {
    const thread = [1, 2].map(message).reduce(mergeMessage, newThread);
    const edited = { ...message(1), content: { type: 'text', text: 'new' } } as const;
    expect(mergeMessage(thread, edited).messages[0]?.content).toEqual({ type: 'text', text: 'new' });
  });
});
