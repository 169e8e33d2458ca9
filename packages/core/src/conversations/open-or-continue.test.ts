import { describe, expect, it } from 'vitest';
import { aConversation } from '../testing/builders.ts';
import { openOrContinue } from './open-or-continue.ts';

const at = new Date('2026-01-05T12:00:00Z');
const day = 24 * 60 * 60 * 1000;
const before = (ms: number): Date => new Date(at.getTime() - ms);

describe('threading of a customer message', () => {
  it('starts a conversation for a customer we never talked to', () => {
    expect(openOrContinue(undefined, day, at)).toEqual({ type: 'start' });
  });

  for (const status of ['open', 'pending', 'snoozed'] as const) {
    it(`goes on with a conversation that is ${status}`, () => {
      expect(openOrContinue(aConversation({ status }), day, at).type).toBe('continue');
    });
  }

  it('reopens one that was resolved within the window, to the millisecond', () => {
    expect(openOrContinue(aConversation({ status: 'resolved', resolvedAt: before(day) }), day, at).type).toBe(
      'reopen',
    );
    expect(
      openOrContinue(aConversation({ status: 'resolved', resolvedAt: before(day + 1) }), day, at).type,
    ).toBe('start');
  });

  it('starts a new one when the inbox has no reopen window', () => {
    expect(openOrContinue(aConversation({ status: 'resolved', resolvedAt: at }), 0, at).type).toBe('start');
  });

  it('never reopens a closed one', () => {
    expect(openOrContinue(aConversation({ status: 'closed', closedAt: at }), day, at).type).toBe('start');
  });
});
