import type { Clock } from '../clock.ts';

/** A clock that stands until it is moved. */
export interface FakeClock extends Clock {
  /** Moves it forward by so many milliseconds. */
  advance(ms: number): void;
  /** Sets it. */
  set(at: Date): void;
}

/** Makes one; it starts on Monday, 5 January 2026, 09:00 UTC unless told otherwise. */
export function createFakeClock(start: Date = new Date('2026-01-05T09:00:00.000Z')): FakeClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
    },
    set(at) {
      now = at.getTime();
    },
  };
}
