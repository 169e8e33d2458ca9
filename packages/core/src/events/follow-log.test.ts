import { describe, expect, it } from 'vitest';
import { silentLogger } from '../log.ts';
import type { DomainEvent } from './event-envelope.ts';
import type { EventLog, LoggedEvent, LogRead } from './event-log.ts';
import { followLog } from './follow-log.ts';
import { LogEpochMismatchError } from './log-errors.ts';
import { comparePositions, type LogPosition } from './log-position.ts';
import { createSignals } from './signals.ts';

/** A log in memory. */
function memoryLog() {
  let epoch = 'one';
  let events: LoggedEvent[] = [];
  let failures = 0;
  const log: EventLog = {
    async end() {
      return { epoch, position: events.at(-1)?.position ?? '0.0' };
    },
    async read(after, limit) {
      if (failures > 0) {
        failures -= 1;
        throw new Error('away');
      }
      if (after.epoch !== undefined && after.epoch !== epoch) throw new LogEpochMismatchError(after.epoch);
      const found = events
        .filter((entry) => comparePositions(entry.position, after.position) > 0)
        .slice(0, limit);
      return { epoch, events: found, position: found.at(-1)?.position ?? after.position };
    },
  };
  return {
    log,
    append(position: LogPosition) {
      events.push({ position, event: { type: 'note.added', id: `evt_${position}` } as DomainEvent });
    },
    replace() {
      epoch = 'two';
      events = [];
    },
    failOnce() {
      failures = 1;
    },
  };
}

function collect(count: number) {
  const seen: LogPosition[] = [];
  let done = (): void => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  const onEvents = ({ events }: LogRead): void => {
    seen.push(...events.map((entry) => entry.position));
    if (seen.length >= count) done();
  };
  return { seen, complete, onEvents };
}

const quick = { log: silentLogger, pollMs: 5, gatherMs: 1 };

describe('following the event log', () => {
  it('hands over what comes after it began, in order', async () => {
    const memory = memoryLog();
    memory.append('1.1');
    const { seen, complete, onEvents } = collect(2);
    const follower = await followLog(memory.log, onEvents, { ...quick, signals: createSignals() });
    memory.append('2.2');
    memory.append('3.3');
    await complete;
    await follower.stop();
    expect(seen).toEqual(['2.2', '3.3']);
  });

  it('needs no hint: polling is enough; a hint only makes it quicker', async () => {
    const memory = memoryLog();
    const signals = createSignals();
    const { complete, onEvents } = collect(1);
    const follower = await followLog(memory.log, onEvents, { ...quick, pollMs: 60_000, signals });
    await new Promise((resolve) => setImmediate(resolve));
    memory.append('2.2');
    signals.emit('committed');
    await complete;
    await follower.stop();
  });

  it('does not look after every commit while it waits for a few types only', async () => {
    const memory = memoryLog();
    const signals = createSignals();
    let reads = 0;
    const counted: EventLog = {
      end: () => memory.log.end(),
      read(...args) {
        reads += 1;
        return memory.log.read(...args);
      },
    };
    const follower = await followLog(counted, () => {}, {
      ...quick,
      pollMs: 60_000,
      signals,
      types: () => ['inbox.updated'],
    });
    await new Promise((resolve) => setImmediate(resolve));
    for (let commits = 0; commits < 5; commits += 1) signals.emit('committed');
    await follower.stop();
    expect(reads).toBe(1);
  });

  it('goes on after the database was away', async () => {
    const memory = memoryLog();
    const { seen, complete, onEvents } = collect(1);
    memory.failOnce();
    const follower = await followLog(memory.log, onEvents, { ...quick, signals: createSignals() });
    memory.append('2.2');
    await complete;
    await follower.stop();
    expect(seen).toEqual(['2.2']);
  });

  it('reads a replaced log from its start', async () => {
    const memory = memoryLog();
    memory.append('9.9');
    const { seen, complete, onEvents } = collect(1);
    const follower = await followLog(memory.log, onEvents, { ...quick, signals: createSignals() });
    memory.replace();
    memory.append('1.1');
    await complete;
    await follower.stop();
    expect(seen).toEqual(['1.1']);
  });
});
