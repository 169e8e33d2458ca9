import {
  comparePositions,
  type DomainEvent,
  type EventLog,
  type LoggedEvent,
  type LogPosition,
  logStart,
} from '@parley/core';
import { describe, expect, it, vi } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, openDesk } from './desk.ts';
import { createSignal, untilSettled } from './signal.ts';
import { testIf } from './test-if.ts';

/** Everything after a position, read in small steps. */
async function readAll(
  log: EventLog,
  start: LogPosition = logStart,
  step = 2,
): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  let position = start;
  for (;;) {
    const read = await log.read({ position }, step);
    events.push(...read.events);
    position = read.position;
    if (read.events.length < step) return events;
  }
}

const idsOf = (events: readonly LoggedEvent[]): readonly string[] => events.map(({ event }) => event.id);

/** Waits until an event is settled: any writer on the same server may hold the log back for a moment. */
async function settled(log: EventLog, event: DomainEvent | undefined): Promise<void> {
  await vi.waitFor(async () => expect(idsOf(await readAll(log))).toContain(event?.id), untilSettled);
}

/** The event log. */
export function eventsContract({ storage, concurrentTransactions }: ContractSubject): void {
  const onlyConcurrent = testIf(concurrentTransactions);
  describe('event log', () => {
    it('keeps every field and the order of one transaction', async () => {
      const desk = await openDesk(storage());
      const events: DomainEvent[] = [
        desk.event({ at: later(5), actor: { type: 'agent', id: desk.ids.next('agt') } }),
        desk.event(),
        desk.event(),
      ];
      await desk.account.transaction((tx) => tx.outbox.append(events));
      await settled(desk.account.events, events[2]);
      const read = await readAll(desk.account.events);
      expect(read.map(({ event }) => event)).toStrictEqual(events);
      const sorted = read.map(({ position }) => position).sort(comparePositions);
      expect(read.map(({ position }) => position)).toStrictEqual(sorted);
    });

    it('goes on from where a read ended, and stays there while nothing comes', async () => {
      const desk = await openDesk(storage());
      const append = (event: DomainEvent): Promise<void> =>
        desk.account.transaction((tx) => tx.outbox.append([event]));
      const [first, second] = [desk.event(), desk.event()];
      await append(first);
      await settled(desk.account.events, first);
      const one = await desk.account.events.read({ position: logStart }, 10);
      expect(idsOf(one.events)).toStrictEqual([first.id]);
      const none = await desk.account.events.read(one, 10);
      expect(none).toStrictEqual({ epoch: one.epoch, events: [], position: one.position });
      await append(second);
      await settled(desk.account.events, second);
      expect(idsOf((await desk.account.events.read(none, 10)).events)).toStrictEqual([second.id]);
    });

    it('knows its end', async () => {
      const desk = await openDesk(storage());
      expect((await desk.account.events.end()).position).toBe(logStart);
      const last = desk.event();
      await desk.account.transaction((tx) => tx.outbox.append([desk.event(), last]));
      await settled(desk.account.events, last);
      const end = await desk.account.events.end();
      const read = await desk.account.events.read({ position: logStart }, 10);
      expect(end).toStrictEqual({ epoch: read.epoch, position: read.position });
      const system = await storage().system.events.end();
      expect(comparePositions(system.position, end.position)).toBeGreaterThanOrEqual(0);
    });

    it('shows the system the events of all accounts', async () => {
      const [one, two] = [await openDesk(storage()), await openDesk(storage())];
      const { position } = await storage().system.events.end();
      const events = [one.event(), two.event()];
      await one.account.transaction((tx) => tx.outbox.append(events.slice(0, 1)));
      await two.account.transaction((tx) => tx.outbox.append(events.slice(1)));
      await settled(two.account.events, events[1]);
      const wanted = events.map(({ id }) => id);
      const all = idsOf(await readAll(storage().system.events, position, 500));
      expect(all.filter((id) => wanted.some((own) => own === id))).toStrictEqual(wanted);
    });

    it('gives only the types that are asked for, and moves past the others', async () => {
      const desk = await openDesk(storage());
      const sent = (): DomainEvent => desk.event();
      const read = (): DomainEvent => ({ ...desk.event(), type: 'message.read' }) as DomainEvent;
      const events = [sent(), read(), sent(), sent(), read(), sent()];
      await desk.account.transaction((tx) => tx.outbox.append(events));
      await settled(desk.account.events, events[5]);
      const types = ['message.read'] as const;
      const first = await desk.account.events.read({ position: logStart }, 1, { types });
      expect(idsOf(first.events)).toStrictEqual([events[1]?.id]);
      const second = await desk.account.events.read(first, 5, { types });
      expect(idsOf(second.events)).toStrictEqual([events[4]?.id]);
      expect(second.position).toBe((await desk.account.events.end()).position);
      const none = await desk.account.events.read({ position: logStart }, 5, { types: ['message.failed'] });
      expect(none).toMatchObject({ events: [], position: second.position });
    });

    it('refuses a cursor of another epoch', async () => {
      const desk = await openDesk(storage());
      const { epoch, position } = await desk.account.events.end();
      await expect(desk.account.events.read({ epoch, position }, 1)).resolves.toMatchObject({ epoch });
      const other = desk.account.events.read({ epoch: 'another', position }, 1);
      await expect(other).rejects.toMatchObject({ code: 'log_epoch_mismatch' });
    });

    onlyConcurrent('never shows an event before one that commits later but stands before it', async () => {
      const desk = await openDesk(storage());
      const { position } = await storage().system.events.end();
      const [slow, quick] = [desk.event(), desk.event()];
      const written = createSignal();
      const release = createSignal();
      const slowWriter = desk.account.transaction(async (tx) => {
        await tx.outbox.append([slow]);
        written.resolve();
        await release.promise;
      });
      await written.promise;
      await desk.account.transaction((tx) => tx.outbox.append([quick]));
      const meanwhile = await desk.account.events.read({ position }, 10);
      expect(meanwhile).toMatchObject({ events: [], position });
      expect((await desk.account.events.end()).position).toBe(logStart);
      release.resolve();
      await slowWriter;
      await settled(desk.account.events, quick);
      expect(idsOf(await readAll(desk.account.events))).toStrictEqual([slow.id, quick.id]);
    });

    it('shows a reader every event once while many write and some roll back', async () => {
      const desk = await openDesk(storage());
      const { position: start } = await storage().system.events.end();
      const kept: string[] = [];
      const write = async (index: number): Promise<void> => {
        const events = [desk.event(), desk.event()];
        const work = desk.account.transaction(async (tx) => {
          await tx.outbox.append(events);
          if (index % 4 === 0) throw new Error('stop');
        });
        await work.then(
          () => kept.push(...events.map(({ id }) => id)),
          () => undefined,
        );
      };
      const writers = Promise.all(Array.from({ length: 40 }, (_, index) => write(index)));
      const seen: string[] = [];
      let position = start;
      const follow = async (): Promise<void> => {
        const read = await desk.account.events.read({ position }, 7);
        seen.push(...idsOf(read.events));
        position = read.position;
      };
      await vi.waitFor(async () => {
        await follow();
        expect(seen).toHaveLength(60);
      }, untilSettled);
      await writers;
      await follow();
      expect([...seen].sort()).toStrictEqual([...kept].sort());
    });
  });
}
