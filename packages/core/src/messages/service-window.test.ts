import { describe, expect, it } from 'vitest';
import { serviceWindow } from './service-window.ts';

const rule = { durationMs: 24 * 60 * 60 * 1000, marginMs: 60_000 };
const wrote = new Date('2026-01-05T10:00:00Z');

describe('service window', () => {
  it('is open from the customer’s message until a minute before 24 hours', () => {
    expect(serviceWindow(rule, wrote, new Date('2026-01-06T09:58:59.999Z')).state).toBe('open');
    expect(serviceWindow(rule, wrote, new Date('2026-01-06T09:59:00.000Z'))).toEqual({
      state: 'closed',
      endedAt: new Date('2026-01-06T09:59:00Z'),
    });
  });

  it('is closed for somebody who never wrote', () => {
    expect(serviceWindow(rule, undefined, wrote)).toEqual({ state: 'closed' });
  });

  it('does not exist on channels without one', () => {
    expect(serviceWindow(undefined, undefined, wrote)).toEqual({ state: 'none' });
  });
});
