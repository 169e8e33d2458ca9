import { afterEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../log.ts';
import type { DomainEvent } from './event-envelope.ts';
import type { EventLog, LoggedEvent, LogRead } from './event-log.ts';
import { createLogFeed, type LogFeed } from './log-feed.ts';
import { comparePositions, type LogPosition } from './log-position.ts';
import { createSignals } from './signals.ts';

/** A log in memory that counts what is read and can hold a read back. */
function memoryLog() {
  const events: LoggedEvent[] = [];
  const filters: (readonly string[] | undefined)[] = [];
  let gate: Promise<void> | undefined;
  const log: EventLog = {
    end: async () => ({ epoch: 'one', position: events.at(-1)?.position ?? '0.0' }),
    async read(after, limit, options) {
      filters.push(options?.types);
      await gate;
      const found = events.filter(({ position }) => comparePositions(position, after.position) > 0);
      const shown = found
        .filter(({ event }) => options?.types === undefined || options.types.includes(event.type))
        .slice(0, limit);
      return { epoch: 'one', events: shown, position: found.at(-1)?.position ?? after.position };
    },
  };
  return {
    log,
    filters,
    append(position: LogPosition, type = 'note.added') {
      events.push({ position, event: { type, id: `evt_${position}` } as DomainEvent });
    },
    hold() {
      let open = (): void => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}

function collect(count: number) {
  const seen: LogPosition[] = [];
  let done = (): void => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  const listener = ({ events }: LogRead): void => {
    seen.push(...events.map(({ position }) => position));
    if (seen.length >= count) done();
  };
  return { seen, complete, listener };
}

describe('the one reader of the log', () => {
  const feeds: LogFeed[] = [];
  afterEach(() => Promise.all(feeds.splice(0).map((feed) => feed.stop())));
  const open = (log: EventLog, onRead: (read: LogRead) => void = () => undefined) => {
    const signals = createSignals();
    const always = { types: ['inbox.created'] as const, onRead };
    const feed = createLogFeed(log, always, () => false, {
      log: silentLogger,
      signals,
      pollMs: 5,
      gatherMs: 1,
    });
    feeds.push(feed);
    return { feed, signals };
  };

  it('tells every listener everything behind where it joined, whoever came first', async () => {
    const memory = memoryLog();
    memory.append('1.1');
    const { feed, signals } = open(memory.log);
    const early = collect(2);
    const first = await feed.follow(early.listener);
    expect(first.joinedAt).toEqual({ epoch: 'one', position: '1.1' });
    memory.append('2.2');
    signals.emit('committed');
    const late = collect(1);
    const second = await feed.follow(late.listener);
    memory.append('3.3');
    signals.emit('committed');
    await Promise.all([early.complete, late.complete]);
    expect(early.seen).toEqual(['2.2', '3.3']);
    expect(late.seen).toEqual(['2.2', '3.3'].filter((at) => at > second.joinedAt.position));
  });

  it('lets nobody join within a read that leaves types out', async () => {
    const memory = memoryLog();
    const { feed } = open(memory.log);
    const release = memory.hold();
    await feed.start();
    memory.append('1.1');
    memory.append('1.2', 'inbox.created');
    const seen: LogPosition[] = [];
    let sawLast = (): void => {};
    const last = new Promise<void>((resolve) => {
      sawLast = resolve;
    });
    const joining = feed.follow(({ events }) => {
      seen.push(...events.map(({ position }) => position));
      if (seen.includes('2.1')) sawLast();
    });
    release();
    const { joinedAt } = await joining;
    memory.append('2.1');
    await last;
    const all = ['1.1', '1.2', '2.1'] as const;
    expect(seen).toEqual(all.filter((at) => comparePositions(at, joinedAt.position) > 0));
    expect(memory.filters).toContain(undefined);
  });

  it('reads only what the engine itself needs while nobody listens, and tells it always', async () => {
    const memory = memoryLog();
    const own = collect(1);
    const { feed } = open(memory.log, own.listener);
    await feed.start();
    memory.append('1.1');
    memory.append('1.2', 'inbox.created');
    await own.complete;
    expect(own.seen).toEqual(['1.2']);
    expect(new Set(memory.filters.map((types) => types?.join()))).toEqual(new Set(['inbox.created']));
  });

  it('tells nothing any more to who has stopped', async () => {
    const memory = memoryLog();
    const { feed, signals } = open(memory.log);
    const [gone, ear] = [collect(1), collect(2)];
    const following = await feed.follow(gone.listener);
    await feed.follow(ear.listener);
    memory.append('1.1');
    signals.emit('committed');
    await gone.complete;
    following.stop();
    memory.append('2.1');
    feed.wake();
    await ear.complete;
    expect(gone.seen).toEqual(['1.1']);
  });
});
