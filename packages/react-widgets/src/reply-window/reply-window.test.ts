import { describe, expect, it } from 'vitest';
import type { Conversation } from '../client/wire-types.ts';
import { createTranslate } from '../i18n/create-translate.ts';
import { en } from '../i18n/en.ts';
import { roughAge } from '../i18n/format-time.ts';
import { replyWindowOf } from './reply-window.ts';

const ends = Date.parse('2026-01-05T12:00:00.000Z');
const open: Pick<Conversation, 'serviceWindow' | 'lastInboundAt'> = {
  serviceWindow: { state: 'open', endsAt: '2026-01-05T12:00:00.000Z' },
  lastInboundAt: '2026-01-04T12:00:00.000Z',
};
const stateBefore = (ms: number): string => replyWindowOf(open, new Date(ends - ms)).state;
const minute = 60_000;

describe('the reply window', () => {
  it('is quiet from four hours and amber from one', () => {
    expect(stateBefore(240 * minute + 1)).toBe('open');
    expect(stateBefore(240 * minute)).toBe('quiet');
    expect(stateBefore(60 * minute)).toBe('quiet');
    expect(stateBefore(60 * minute - 1)).toBe('closing');
    expect(stateBefore(1)).toBe('closing');
  });

  it('is closed at zero without waiting for the server', () => {
    expect(replyWindowOf(open, new Date(ends))).toEqual({
      state: 'closed',
      lastWroteAt: new Date('2026-01-04T12:00:00.000Z'),
    });
  });

  it('says what is left', () => {
    expect(replyWindowOf(open, new Date(ends - 90_000))).toEqual({
      state: 'closing',
      expiresAt: new Date(ends),
      remainingMs: 90_000,
    });
  });

  it('knows channels without one and customers who never wrote', () => {
    const none = { serviceWindow: { state: 'none' }, lastInboundAt: null } as const;
    expect(replyWindowOf(none, new Date(ends))).toEqual({ state: 'none' });
    const never = { serviceWindow: { state: 'closed', endedAt: null }, lastInboundAt: null } as const;
    expect(replyWindowOf(never, new Date(ends))).toEqual({ state: 'closed', lastWroteAt: undefined });
  });

  it('closes a little before a whole day, and says a day', () => {
    const age = (ms: number): string => roughAge(ms, createTranslate('en', en.texts, undefined));
    expect([age(24 * 60 * minute - 30_000), age(24 * 60 * minute), age(25 * 60 * minute)]).toEqual([
      '24h',
      '24h',
      '25h',
    ]);
    expect([age(59 * minute), age(100 * 60 * minute)]).toEqual(['59m', '4d']);
  });
});
