import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadlines } from './deadline.ts';

describe('deadlines of one length', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are missed when their time is over and nobody met them, each once, whatever happens to the others', () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('start' as const) }),
      fc.record({ act: fc.constant('meet' as const), which: fc.nat(30) }),
      fc.record({ act: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 70 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const start = createDeadlines(100);
        const all: { at: number; metAt?: number; missedAt: number[]; met: () => void }[] = [];
        for (const next of steps) {
          if (next.act === 'pass') vi.advanceTimersByTime(next.ms);
          if (next.act === 'start') {
            const missedAt: number[] = [];
            const deadline = start(() => missedAt.push(performance.now()));
            all.push({ at: performance.now(), missedAt, met: deadline.met });
          }
          if (next.act === 'meet') {
            const one = all[next.which];
            if (one === undefined) continue;
            one.metAt ??= performance.now();
            one.met();
          }
        }
        vi.advanceTimersByTime(300);
        for (const { at, metAt, missedAt } of all) {
          const isMissed = metAt === undefined || metAt - at >= 100;
          expect(missedAt).toHaveLength(isMissed ? 1 : 0);
          for (const time of missedAt) {
            expect(time - at).toBeGreaterThanOrEqual(100);
            expect(time - at).toBeLessThanOrEqual(101);
          }
        }
        expect(vi.getTimerCount()).toBe(0);
      }),
    );
  });

  it('go on when one that is missed starts the next', () => {
    const start = createDeadlines(100);
    const missed: string[] = [];
    start(() => {
      missed.push('first');
      start(() => missed.push('second'));
    });
    vi.advanceTimersByTime(101);
    expect(missed).toEqual(['first']);
    vi.advanceTimersByTime(101);
    expect(missed).toEqual(['first', 'second']);
  });
});
