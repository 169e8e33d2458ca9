import { ConflictError, StaleWriteError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { openDesk } from './desk.ts';
import { createSignal } from './signal.ts';
import { testIf } from './test-if.ts';

/** What holds when several work at once. */
export function concurrencyContract({ storage, concurrentTransactions }: ContractSubject): void {
  const onlyConcurrent = testIf(concurrentTransactions);
  const onlyQueued = testIf(!concurrentTransactions);
  describe('concurrency', () => {
    it('lets one of many first messages open the conversation', async () => {
      const desk = await openDesk(storage());
      const sara = desk.customer();
      await desk.account.customers.add([sara]);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () =>
          desk.account.transaction((tx) => tx.conversations.add([desk.conversation(sara)])),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConflictError);
      }
    });

    it('lets one of many saves of the same version through', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) =>
          desk.account.conversations.save([{ ...conversation, subject: `${index}`, version: 2 }]),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StaleWriteError);
      }
    });

    it('keeps a locked conversation for one transaction, and shows the next one its newest state', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const bump = (): Promise<void> =>
        desk.account.transaction(async (tx) => {
          const [current] = await tx.conversations.findForUpdate([conversation.id]);
          if (current === undefined) throw new Error('gone');
          await tx.conversations.save([
            { ...current, lastSeq: current.lastSeq + 1, version: current.version + 1 },
          ]);
        });
      await Promise.all(Array.from({ length: 12 }, bump));
      const [after] = await desk.account.conversations.find([conversation.id]);
      expect(after?.lastSeq).toBe(12);
    });

    onlyConcurrent('shows nobody what is not committed', async () => {
      const desk = await openDesk(storage());
      const sara = desk.customer();
      const added = createSignal();
      const release = createSignal();
      const open = desk.account.transaction(async (tx) => {
        await tx.customers.add([sara]);
        added.resolve();
        await release.promise;
      });
      await added.promise;
      expect(await desk.account.customers.find([sara.id])).toStrictEqual([]);
      release.resolve();
      await open;
      expect(await desk.account.customers.find([sara.id])).toStrictEqual([sara]);
    });

    onlyQueued('runs transactions one after the other, in the order they came', async () => {
      const desk = await openDesk(storage());
      const order: string[] = [];
      const run = (name: string): Promise<void> =>
        desk.account.transaction(async (tx) => {
          order.push(`${name} begins`);
          await tx.agents.list();
          order.push(`${name} ends`);
        });
      await Promise.all([run('first'), run('second')]);
      expect(order).toStrictEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    });

    it('survives transactions that lock the same rows in opposite order', async () => {
      const desk = await openDesk(storage());
      const { conversation: a } = await desk.openConversation();
      const { conversation: b } = await desk.openConversation();
      const visit = (order: readonly (typeof a)[]): Promise<void> =>
        desk.account.transaction(async (tx) => {
          for (const { id } of order) {
            const [current] = await tx.conversations.findForUpdate([id]);
            if (current === undefined) throw new Error('gone');
            await tx.conversations.save([
              { ...current, lastSeq: current.lastSeq + 1, version: current.version + 1 },
            ]);
          }
        });
      await Promise.all([visit([a, b]), visit([b, a])]);
      const after = await desk.account.conversations.find([a.id, b.id]);
      expect(after.map(({ lastSeq }) => lastSeq)).toStrictEqual([2, 2]);
    });
  });
}
