import { describe, expect, it, vi } from 'vitest';
import { stepIndex } from '../conversation-list/use-cursor.ts';
import { titleWith } from '../conversations/use-unread.ts';
import { closed, type InboxLocation, opened, readLocation, writeLocation } from './inbox-location.ts';
import { createMemoryRouter } from './inbox-router.ts';
import { nextAfter } from './next-after.ts';
import { viewCount, viewQuery } from './view-query.ts';

const conversationId = `cnv_${'0'.repeat(31)}1`;
const messageId = `msg_${'0'.repeat(31)}3`;
const inboxId = `inb_${'0'.repeat(31)}2`;

describe('where the inbox is', () => {
  it('survives an address and back', () => {
    const locations: InboxLocation[] = [
      { view: 'mine' },
      { view: 'resolved', conversationId },
      { view: 'open', inboxId, isUnreadOnly: true, conversationId },
      { view: 'open', conversationId, messageId },
    ];
    for (const location of locations) {
      expect(readLocation(`#${writeLocation(location)}`)).toEqual(location);
      expect(readLocation(`?${writeLocation(location)}`)).toEqual(location);
    }
  });

  it('falls back where an address says nothing or nonsense', () => {
    expect(readLocation('')).toEqual({ view: 'mine' });
    expect(readLocation('#view=constructor&conversation=../../etc&inbox=<b>')).toEqual({ view: 'mine' });
  });

  it('shows a message only of the conversation it is of', () => {
    expect(readLocation(`#view=open&message=${messageId}`)).toEqual({ view: 'open' });
    const there: InboxLocation = { view: 'open', inboxId, conversationId, messageId };
    expect(opened(there, 'cnv_2')).toEqual({ view: 'open', inboxId, conversationId: 'cnv_2' });
    expect(closed(there)).toEqual({ view: 'open', inboxId });
  });

  it('asks the server for just that view', () => {
    expect(viewQuery({ view: 'mine' })).toEqual({ status: ['open'], assignee: 'me' });
    expect(viewQuery({ view: 'unassigned', inboxId, isUnreadOnly: true })).toEqual({
      status: ['open'],
      assignee: 'none',
      inboxId,
      unread: true,
    });
    const counts = {
      open: 5,
      unassigned: 2,
      pending: 1,
      snoozed: 0,
      unread: 3,
      mine: null,
      mineUnread: null,
    };
    expect([viewCount('open', counts), viewCount('mine', counts), viewCount('resolved', counts)]).toEqual([
      5,
      undefined,
      undefined,
    ]);
  });

  it('tells listeners of a router once per move', () => {
    const router = createMemoryRouter();
    const listener = vi.fn();
    const end = router.subscribe(listener);
    router.go({ view: 'open' });
    end();
    router.go({ view: 'pending' });
    expect(listener).toHaveBeenCalledOnce();
    expect(router.get()).toEqual({ view: 'pending' });
  });
});

describe('moving in the list', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id }));

  it('stays inside, and begins at an end when the row is gone', () => {
    expect([stepIndex(items, 'a', 1), stepIndex(items, 'c', 1), stepIndex(items, 'a', -1)]).toEqual([
      1, 2, 0,
    ]);
    expect([stepIndex(items, 'gone', 1), stepIndex(items, undefined, -1)]).toEqual([0, 2]);
    expect(stepIndex([], 'a', 1)).toBeUndefined();
  });

  it('goes on to the next row when one is resolved, to the one before at the end', () => {
    expect([nextAfter(items, 'a'), nextAfter(items, 'c'), nextAfter([{ id: 'a' }], 'a')]).toEqual([
      'b',
      'b',
      undefined,
    ]);
  });
});

describe('the page’s title', () => {
  it('has the number before it, once, and none at zero', () => {
    expect(titleWith(3, 'Desk')).toBe('(3) Desk');
    expect(titleWith(120, '(3) Desk')).toBe('(99+) Desk');
    expect(titleWith(0, '(99+) Desk')).toBe('Desk');
  });
});
