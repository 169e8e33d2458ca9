import type { JobHandlers, JobMap, JobName, JobWorkers } from '@parley/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, openDesk } from './desk.ts';
import { createSignal } from './signal.ts';

type Deliver = JobMap['conversation.deliver'];
type RunDeliver = JobHandlers['conversation.deliver'];

const idle = (): Promise<void> => Promise.resolve();

/** Handlers that only do something for one job. */
function handlersWith(deliver: RunDeliver): JobHandlers {
  return {
    'conversation.deliver': deliver,
    'conversation.wake': idle,
    'message.mark_read': idle,
    'deliveries.settle': idle,
    'maintenance.purge': idle,
  };
}

/** Jobs. */
export function jobsContract({ storage, jobRetryLimit }: ContractSubject): void {
  describe('jobs', () => {
    const running: JobWorkers[] = [];
    const start = async (
      deliver: RunDeliver,
      onError?: (error: unknown, name: JobName) => void,
    ): Promise<JobWorkers> => {
      const workers = await storage().jobs.start(
        handlersWith(deliver),
        onError === undefined ? {} : { onError },
      );
      running.push(workers);
      return workers;
    };
    const deliveries = (desk: Desk, count: number): readonly Deliver[] =>
      Array.from({ length: count }, () => ({
        accountId: desk.accountId,
        conversationId: desk.ids.next('cnv'),
      }));
    const add = (desk: Desk, payloads: readonly Deliver[], runAt?: Date): Promise<void> =>
      desk.account.transaction((tx) =>
        tx.jobs.add(
          payloads.map((payload) => ({
            name: 'conversation.deliver',
            payload,
            ...(runAt === undefined ? {} : { runAt }),
          })),
        ),
      );

    afterEach(async () => {
      await Promise.all(running.splice(0).map((workers) => workers.stop(1000)));
    });

    it('run once each, with their payload, shared between two sets of workers', async () => {
      const desk = await openDesk(storage());
      const wanted = deliveries(desk, 40);
      const seen: string[] = [];
      const done = createSignal();
      const deliver: RunDeliver = async (payload, { attempt }) => {
        if (payload.accountId !== desk.accountId) return;
        expect(attempt).toBe(1);
        seen.push(payload.conversationId);
        if (seen.length === wanted.length) done.resolve();
      };
      await start(deliver);
      await start(deliver);
      await add(desk, wanted);
      await done.promise;
      await Promise.all(running.splice(0).map((workers) => workers.stop(5000)));
      expect([...seen].sort()).toStrictEqual(wanted.map(({ conversationId }) => conversationId).sort());
    });

    it('that were added while nobody worked run when somebody does', async () => {
      const desk = await openDesk(storage());
      const [payload] = deliveries(desk, 1);
      if (payload === undefined) throw new Error('unreachable');
      await add(desk, [payload]);
      const ran = createSignal<Deliver>();
      await start(async (given) => {
        if (given.accountId === desk.accountId) ran.resolve(given);
      });
      expect(await ran.promise).toStrictEqual(payload);
    });

    it('do not exist when the transaction rolls back', async () => {
      const desk = await openDesk(storage());
      const [lost, kept] = deliveries(desk, 2);
      if (lost === undefined || kept === undefined) throw new Error('unreachable');
      const ran: string[] = [];
      const done = createSignal();
      await start(async ({ accountId, conversationId }) => {
        if (accountId !== desk.accountId) return;
        ran.push(conversationId);
        if (conversationId === kept.conversationId) done.resolve();
      });
      const failed = desk.account.transaction(async (tx) => {
        await tx.jobs.add([{ name: 'conversation.deliver', payload: lost }]);
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      await add(desk, [kept]);
      await done.promise;
      expect(ran).toStrictEqual([kept.conversationId]);
    });

    it('of several names can be added together', async () => {
      const desk = await openDesk(storage());
      const done = { deliver: createSignal(), wake: createSignal() };
      const workers = await storage().jobs.start({
        ...handlersWith(async ({ accountId }) => {
          if (accountId === desk.accountId) done.deliver.resolve();
        }),
        'conversation.wake': async ({ accountId }) => {
          if (accountId === desk.accountId) done.wake.resolve();
        },
      });
      running.push(workers);
      const { accountId } = desk;
      await desk.account.transaction((tx) =>
        tx.jobs.add([
          { name: 'conversation.deliver', payload: { accountId, conversationId: desk.ids.next('cnv') } },
          {
            name: 'conversation.wake',
            payload: { accountId, conversationId: desk.ids.next('cnv'), until: 'now' },
          },
        ]),
      );
      await Promise.all([done.deliver.promise, done.wake.promise]);
    });

    it('wait for their time', async () => {
      const desk = await openDesk(storage());
      const [first, second] = deliveries(desk, 2);
      if (first === undefined || second === undefined) throw new Error('unreachable');
      const order: string[] = [];
      const done = createSignal<Date>();
      await start(async ({ accountId, conversationId }) => {
        if (accountId !== desk.accountId) return;
        order.push(conversationId);
        if (conversationId === second.conversationId) done.resolve(new Date());
      });
      const runAt = new Date(Date.now() + 1500);
      await add(desk, [second], runAt);
      await add(desk, [first]);
      expect((await done.promise).getTime()).toBeGreaterThanOrEqual(runAt.getTime() - 50);
      expect(order).toStrictEqual([first.conversationId, second.conversationId]);
    });

    it('that fail are tried again, alone, and told about', async () => {
      const desk = await openDesk(storage());
      const [bad, good] = deliveries(desk, 2);
      if (bad === undefined || good === undefined) throw new Error('unreachable');
      const attempts: number[] = [];
      const errors: string[] = [];
      let goodRuns = 0;
      const done = createSignal();
      await start(
        async ({ conversationId }, { attempt }) => {
          if (conversationId === good.conversationId) goodRuns += 1;
          if (conversationId !== bad.conversationId) return;
          attempts.push(attempt);
          if (attempt === 1) throw new Error('provider away');
          done.resolve();
        },
        (error, name) => errors.push(`${name}: ${error instanceof Error ? error.message : ''}`),
      );
      await add(desk, [bad, good]);
      await done.promise;
      expect(attempts).toStrictEqual([1, 2]);
      expect(errors).toStrictEqual(['conversation.deliver: provider away']);
      expect(goodRuns).toBe(1);
    });

    it('that fail every time are given up after the last try, and hold up nobody', async () => {
      const desk = await openDesk(storage());
      const [bad, good] = deliveries(desk, 2);
      if (bad === undefined || good === undefined) throw new Error('unreachable');
      let attempts = 0;
      const exhausted = createSignal();
      const other = createSignal();
      await start(async ({ conversationId }) => {
        if (conversationId === good.conversationId) other.resolve();
        if (conversationId !== bad.conversationId) return;
        attempts += 1;
        if (attempts > jobRetryLimit) exhausted.resolve();
        throw new Error('never works');
      });
      await add(desk, [bad]);
      await exhausted.promise;
      await add(desk, [good]);
      await other.promise;
      expect(attempts).toBe(jobRetryLimit + 1);
    });

    it('that are running are waited for when workers stop', async () => {
      const desk = await openDesk(storage());
      const [payload] = deliveries(desk, 1);
      if (payload === undefined) throw new Error('unreachable');
      const begun = createSignal();
      const release = createSignal();
      let isFinished = false;
      const workers = await start(async ({ accountId }) => {
        if (accountId !== desk.accountId) return;
        begun.resolve();
        await release.promise;
        isFinished = true;
      });
      await add(desk, [payload]);
      await begun.promise;
      const stopped = workers.stop(5000);
      release.resolve();
      await stopped;
      expect(isFinished).toBe(true);
    });
  });
}
