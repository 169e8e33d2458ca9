import { describe, expect, it } from 'vitest';
import { TaskClock } from './task-clock.ts';

const start = new Date('2026-01-05T09:00:00Z');

function virtualClock() {
  return new TaskClock({ mode: 'virtual', now: () => start, concurrency: 1 });
}

describe('the simulated clock', () => {
  it('stands still until it is moved', async () => {
    const clock = virtualClock();
    const done: string[] = [];
    clock.schedule(1000, 'a', () => void done.push('later'));
    clock.schedule(0, 'a', () => void done.push('now'));
    await clock.advance(999);
    expect(done).toEqual(['now']);
    expect(clock.now().toISOString()).toBe('2026-01-05T09:00:00.999Z');
    await clock.advance(1);
    expect(done).toEqual(['now', 'later']);
  });

  it('does steps in the order of their time, then of their making', async () => {
    const clock = virtualClock();
    const done: number[] = [];
    for (const [delay, name] of [
      [30, 3],
      [10, 1],
      [30, 4],
      [20, 2],
    ] as const) {
      clock.schedule(delay, `lane${name}`, () => void done.push(name));
    }
    await clock.settled();
    expect(done).toEqual([1, 2, 3, 4]);
    expect(clock.elapsedMs()).toBe(30);
  });

  it('also does steps that steps schedule, at their own time', async () => {
    const clock = virtualClock();
    const at: number[] = [];
    clock.schedule(100, 'a', () => {
      at.push(clock.elapsedMs());
      clock.schedule(50, 'a', () => void at.push(clock.elapsedMs()));
    });
    await clock.advance(500);
    expect(at).toEqual([100, 150]);
    expect(clock.elapsedMs()).toBe(500);
  });

  it('follows the time underneath', async () => {
    let now = start;
    const clock = new TaskClock({ mode: 'virtual', now: () => now, concurrency: 1 });
    let done = false;
    clock.schedule(60_000, 'a', () => {
      done = true;
    });
    await clock.advance(0);
    expect(done).toBe(false);
    now = new Date(start.getTime() + 60_000);
    await clock.advance(0);
    expect(done).toBe(true);
  });

  it('never runs two steps of one lane at once, but several lanes', async () => {
    const clock = new TaskClock({ mode: 'real', now: () => new Date(), concurrency: 8 });
    let running = 0;
    let most = 0;
    const busy: string[] = [];
    for (const lane of ['a', 'a', 'b', 'c']) {
      clock.schedule(0, lane, async () => {
        expect(busy).not.toContain(lane);
        busy.push(lane);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        busy.splice(busy.indexOf(lane), 1);
      });
    }
    await clock.settled();
    expect(most).toBe(3);
  });

  it('can be hurried in real time', async () => {
    const clock = new TaskClock({ mode: 'real', now: () => new Date(), concurrency: 8 });
    let done = false;
    clock.schedule(3_600_000, 'a', () => {
      done = true;
    });
    await clock.advance(3_600_000);
    expect(done).toBe(true);
  });

  it('hands on what a step throws, once', async () => {
    const clock = virtualClock();
    clock.schedule(0, 'a', () => {
      throw new Error('broken step');
    });
    await expect(clock.settled()).rejects.toThrow('broken step');
    await expect(clock.settled()).resolves.toBeUndefined();
  });

  it('lets waiters go when it closes', async () => {
    const clock = virtualClock();
    clock.schedule(0, 'a', () => new Promise(() => undefined));
    const settled = clock.settled();
    clock.close();
    await expect(settled).resolves.toBeUndefined();
  });

  it('does not go back in time', async () => {
    await expect(virtualClock().advance(-1)).rejects.toMatchObject({ code: 'invalid_option' });
  });
});
