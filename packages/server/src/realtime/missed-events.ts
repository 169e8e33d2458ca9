import { comparePositions, type EventLog, type LoggedEvent, type LogPosition } from '@parley/core';
import type { EventHistory } from './event-history.ts';

const pageSize = 500;

/**
 * Makes a history reach back to these positions, with one pass over the log for all of them. Positions that more than
 * `limit` events lie behind are given up, and reading stops where nobody needs it.
 */
export async function readMissed(
  log: Pick<EventLog, 'read'>,
  epoch: string,
  history: EventHistory,
  positions: readonly LogPosition[],
  limit: number,
): Promise<void> {
  let wanted = positions.filter((position) => !history.covers(position)).sort(comparePositions);
  const [lowest] = wanted;
  if (lowest === undefined) return;
  let from = lowest;
  let at = lowest;
  let found: LoggedEvent[] = [];
  for (;;) {
    const read = await log.read({ epoch, position: at }, pageSize);
    const older = read.events.filter(({ position }) => comparePositions(position, history.from) <= 0);
    found.push(...older);
    at = read.position;
    if (found.length > limit) {
      from = found.splice(0, found.length - limit).at(-1)?.position ?? from;
      const reachesTo = from;
      wanted = wanted.filter((position) => comparePositions(position, reachesTo) >= 0);
      const [next] = wanted;
      if (next === undefined) return;
      if (comparePositions(next, at) > 0) {
        found = [];
        from = next;
        at = next;
      }
    }
    if (older.length < read.events.length || read.events.length < pageSize) break;
  }
  history.prepend(found, from);
}
