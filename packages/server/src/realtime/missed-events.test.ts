import { comparePositions, type DomainEvent, type EventLog, type LogPosition } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { createEventHistory } from './event-history.ts';
import { readMissed } from './missed-events.ts';

const position = (n: number): LogPosition => `${BigInt(n)}.0`;

/** A log with events 1 to `size`, and how often it was read. */
function logOf(size: number) {
  let reads = 0;
  const log: Pick<EventLog, 'read'> = {
    async read(after, limit) {
      reads += 1;
      const first = Number(after.position.split('.')[0]) + 1;
      const events = Array.from({ length: Math.max(0, Math.min(limit, size - first + 1)) }, (_, index) => ({
        position: position(first + index),
        event: { type: 'note.added' } as DomainEvent,
      }));
      return { epoch: 'one', events, position: events.at(-1)?.position ?? after.position };
    },
  };
  return { log, reads: () => reads };
}

describe('what connections have missed', () => {
  it('is read once for all of them, from the one who has been away longest', async () => {
    const { log, reads } = logOf(1200);
    const history = createEventHistory(position(1200), 2000);
    const cursors = [position(1000), position(3), position(700), position(1200)];
    await readMissed(log, 'one', history, cursors, 2000);
    expect(reads()).toBe(3);
    expect(history.covers(position(3))).toBe(true);
    expect(history.events).toHaveLength(1197);
    for (const [index, entry] of history.events.slice(1).entries())
      expect(comparePositions(entry.position, history.events[index]?.position ?? '0.0')).toBeGreaterThan(0);
  });

  it('is not read at all where it is in memory', async () => {
    const { log, reads } = logOf(100);
    await readMissed(log, 'one', createEventHistory(position(50), 100), [position(50), position(99)], 100);
    expect(reads()).toBe(0);
  });

  it('leaves out what memory has, and whatever came meanwhile', async () => {
    const { log } = logOf(30);
    const history = createEventHistory(position(20), 100);
    history.append([{ position: position(21), event: { type: 'note.added' } as DomainEvent }], position(21));
    await readMissed(log, 'one', history, [position(10)], 100);
    expect(history.events.map((entry) => entry.position)).toEqual(
      Array.from({ length: 11 }, (_, index) => position(11 + index)),
    );
  });

  it('gives up who is too far behind, and stops reading for them', async () => {
    const { log, reads } = logOf(100_000);
    const history = createEventHistory(position(100_000), 1000);
    await readMissed(log, 'one', history, [position(5)], 1000);
    expect(history.covers(position(5))).toBe(false);
    expect(reads()).toBe(3);
  });

  it('still reads for the others, without the stretch in between', async () => {
    const { log, reads } = logOf(100_000);
    const history = createEventHistory(position(100_000), 1000);
    await readMissed(log, 'one', history, [position(5), position(99_800)], 1000);
    expect(history.covers(position(5))).toBe(false);
    expect(history.covers(position(99_800))).toBe(true);
    expect(history.events).toHaveLength(200);
    expect(reads()).toBe(4);
  });
});
