import { comparePositions, type LoggedEvent, type LogPosition } from '@parley/core';

/** The newest events of one account, without gaps between `from` (not included) and `to` (included). */
export interface EventHistory {
  readonly from: LogPosition;
  readonly to: LogPosition;
  readonly events: readonly LoggedEvent[];
  /** Adds what came next. */
  append(events: readonly LoggedEvent[], to: LogPosition): void;
  /** Adds what was read between `from` and the present beginning; what overlaps is left out. */
  prepend(events: readonly LoggedEvent[], from: LogPosition): void;
  /** Whether it reaches back to there. */
  covers(position: LogPosition): boolean;
  /** Index of the first event behind the position. */
  indexAfter(position: LogPosition): number;
  /** Forgets everything and goes on from there. */
  restart(at: LogPosition): void;
}

/** An empty history; it keeps the newest `limit` events. */
export function createEventHistory(at: LogPosition, limit: number): EventHistory {
  let from = at;
  let to = at;
  let events: LoggedEvent[] = [];
  const trim = (): void => {
    // A little more than allowed is kept, so that not every event moves all others.
    if (events.length <= limit * 1.25) return;
    const dropped = events.splice(0, events.length - limit);
    from = dropped.at(-1)?.position ?? from;
  };
  const indexAfter = (position: LogPosition): number => {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = events[middle];
      if (entry !== undefined && comparePositions(entry.position, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    get events() {
      return events;
    },
    append(added, upTo) {
      events.push(...added);
      to = upTo;
      trim();
    },
    prepend(older, start) {
      events = [...older.filter(({ position }) => comparePositions(position, from) <= 0), ...events];
      from = start;
    },
    covers: (position) => comparePositions(position, from) >= 0,
    indexAfter,
    restart(position) {
      events = [];
      from = position;
      to = position;
    },
  };
}
