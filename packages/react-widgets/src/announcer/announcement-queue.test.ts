import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnouncementQueue, type Spoken } from './announcement-queue.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('announcements', () => {
  it('are gathered for a second and said as one', () => {
    const shown: Spoken[] = [];
    const queue = createAnnouncementQueue((spoken) => shown.push(spoken));
    const summary = (count: number): string => `${count} new messages`;
    queue.say('Sara: Hi', summary);
    queue.say('Sara: Hello?', summary);
    vi.advanceTimersByTime(999);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown.at(-1)).toEqual({ polite: '2 new messages', assertive: '' });
    vi.advanceTimersByTime(1500);
    expect(shown.at(-1)).toEqual({ polite: '', assertive: '' });
    queue.say('Sara: Thanks', summary);
    vi.advanceTimersByTime(1000);
    expect(shown.at(-1)?.polite).toBe('Sara: Thanks');
  });

  it('of failures are said at once, beside the others', () => {
    const shown: Spoken[] = [];
    const queue = createAnnouncementQueue((spoken) => shown.push(spoken));
    queue.warn('A message could not be sent.');
    expect(shown).toEqual([{ polite: '', assertive: 'A message could not be sent.' }]);
  });

  it('end with the page', () => {
    const show = vi.fn();
    const queue = createAnnouncementQueue(show);
    queue.say('Sara: Hi');
    queue.stop();
    vi.advanceTimersByTime(5000);
    expect(show).not.toHaveBeenCalled();
  });
});
