import { describe, expect, it } from 'vitest';
import { aConversation } from '../testing/builders.ts';
import { changeStatus, type StatusMove } from './change-status.ts';
import { allowedMoves, type ConversationStatus, conversationStatuses } from './conversation-status.ts';

const at = new Date('2026-01-05T10:00:00Z');
const tomorrow = new Date('2026-01-06T09:00:00Z');
const move = (to: ConversationStatus): StatusMove => (to === 'snoozed' ? { to, until: tomorrow } : { to });

describe('conversation status', () => {
  for (const from of conversationStatuses) {
    for (const to of conversationStatuses) {
      const allowed: readonly ConversationStatus[] = allowedMoves[from];
      const current = aConversation({
        status: from,
        ...(from === 'snoozed' ? { snoozedUntil: tomorrow } : {}),
      });
      if (from === to) {
        it(`leaves a conversation that is ${from} as it is when asked for ${to}`, () => {
          expect(changeStatus(current, move(to), at)).toEqual({ next: current, events: [] });
        });
      } else if (allowed.includes(to)) {
        it(`moves from ${from} to ${to} and tells`, () => {
          const { next, events } = changeStatus(current, move(to), at);
          expect(next.status).toBe(to);
          expect(events).toEqual([
            { type: 'conversation.status_changed', data: { conversationId: current.id, from, to } },
          ]);
        });
      } else {
        it(`refuses to move from ${from} to ${to}`, () => {
          expect(() => changeStatus(current, move(to), at)).toThrow(
            expect.objectContaining({ code: 'status_move_not_allowed' }),
          );
        });
      }
    }
  }

  it('never reopens a closed conversation', () => {
    expect(allowedMoves.closed).toEqual([]);
  });

  it('remembers until when it sleeps, and forgets it on waking', () => {
    const asleep = changeStatus(aConversation(), { to: 'snoozed', until: tomorrow }, at).next;
    expect(asleep.snoozedUntil).toEqual(tomorrow);
    expect(changeStatus(asleep, { to: 'open' }, at).next).not.toHaveProperty('snoozedUntil');
  });

  it('takes a new snooze time while asleep', () => {
    const asleep = aConversation({ status: 'snoozed', snoozedUntil: tomorrow });
    const later = new Date('2026-01-07T09:00:00Z');
    expect(changeStatus(asleep, { to: 'snoozed', until: later }, at).next.snoozedUntil).toEqual(later);
  });

  it('refuses to snooze into the past', () => {
    expect(() => changeStatus(aConversation(), { to: 'snoozed', until: at }, at)).toThrow(
      /cannot become snoozed/,
    );
  });

  it('lets nobody wait any more once it is resolved', () => {
    const waiting = aConversation({ waitingSince: at });
    expect(changeStatus(waiting, { to: 'resolved' }, at).next).not.toHaveProperty('waitingSince');
    expect(changeStatus(waiting, { to: 'pending' }, at).next.waitingSince).toEqual(at);
  });

  it('keeps when it was resolved after it is closed', () => {
    const resolved = changeStatus(aConversation(), { to: 'resolved' }, at).next;
    const closed = changeStatus(resolved, { to: 'closed' }, tomorrow).next;
    expect(closed).toMatchObject({ resolvedAt: at, closedAt: tomorrow });
  });
});
