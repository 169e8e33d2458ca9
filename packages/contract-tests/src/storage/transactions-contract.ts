import { ConflictError, logStart, SupportError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { changes, keys, openDesk, unique } from './desk.ts';
import { createSignal, errorOf } from './signal.ts';

/** What a transaction promises. */
export function transactionsContract({ storage }: ContractSubject): void {
  describe('transactions', () => {
    it('resolve to what the work resolves to, and keep what it did', async () => {
      const { account, customer } = await openDesk(storage());
      const sara = customer();
      const result = await account.transaction(async (tx) => {
        await tx.customers.add([sara]);
        return (await tx.customers.find([sara.id])).length;
      });
      expect(result).toBe(1);
      expect(await account.customers.find([sara.id])).toStrictEqual([sara]);
    });

    it('leave nothing when the work fails, not even events, keys and parked updates', async () => {
      const desk = await openDesk(storage());
      const { account } = desk;
      const sara = desk.customer();
      const claim = { actor: 'a', key: unique('key'), fingerprint: 'f', at: new Date() };
      const parked = {
        inboxId: desk.inbox.id,
        providerMessageId: unique('wamid'),
        dedupeKey: 'd',
        update: { type: 'delete', at: new Date() },
        receivedAt: new Date(),
      } as const;
      const failed = account.transaction(async (tx) => {
        await tx.customers.add([sara]);
        await tx.outbox.append([desk.event()]);
        await tx.idempotency.claim(claim);
        await tx.intake.save(changes({ newParked: [parked] }));
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      expect(await account.customers.find([sara.id])).toStrictEqual([]);
      expect((await account.events.read({ position: logStart }, 10)).events).toStrictEqual([]);
      expect(await account.transaction((tx) => tx.idempotency.claim(claim))).toBeUndefined();
      const loaded = await account.transaction((tx) => tx.intake.load(keys({ providerMessages: [parked] })));
      expect(loaded.parked).toStrictEqual([]);
    });

    it('cannot be saved once something in them failed, even if the work goes on', async () => {
      const desk = await openDesk(storage());
      const [first, ghost] = [desk.customer(), desk.customer({ version: 9 })];
      const failed = desk.account.transaction(async (tx) => {
        await tx.customers.add([first]);
        await tx.customers.save([ghost]).catch(() => undefined);
        return 'fine';
      });
      await expect(failed).rejects.toMatchObject({ code: 'stale_write' });
      const refused = desk.account.transaction(async (tx) => {
        await tx.customers.add([first]);
        await tx.customers.add([first]).catch(() => undefined);
        return 'fine';
      });
      await expect(refused).rejects.toBeInstanceOf(ConflictError);
      expect(await desk.account.customers.find([first.id])).toStrictEqual([]);
    });

    it('say which unique rule refused', async () => {
      const desk = await openDesk(storage());
      const sara = desk.customer();
      await desk.account.customers.add([sara]);
      const error = await errorOf(desk.account.customers.add([sara]));
      expect(SupportError.is(error) && error.details['constraint']).toMatch(/\w/);
    });

    it('refuse to be used when they are over', async () => {
      const { account } = await openDesk(storage());
      const leaked = await account.transaction((tx) => Promise.resolve(tx));
      await expect(leaked.agents.list()).rejects.toMatchObject({ code: 'transaction_over' });
    });

    it('refuse the storage inside, instead of waiting for themselves', async () => {
      const { account } = await openDesk(storage());
      const nested = account.transaction(() => account.agents.list());
      await expect(nested).rejects.toMatchObject({ code: 'nested_transaction' });
    });

    it('let one at a time hold a lock, and its next holder sees what the last one did', async () => {
      const desk = await openDesk(storage());
      const customers = Array.from({ length: 6 }, () => desk.customer());
      const seen: number[] = [];
      await Promise.all(
        customers.map((customer) =>
          desk.account.transaction(
            async (tx) => {
              seen.push((await tx.customers.list({}, { limit: 100 })).items.length);
              await tx.customers.add([customer]);
            },
            { locks: ['b', 'a', 'b'] },
          ),
        ),
      );
      expect(seen.sort()).toStrictEqual([0, 1, 2, 3, 4, 5]);
    });

    it('take locks in one order, so that nobody waits in a circle', async () => {
      const { account } = await openDesk(storage());
      const run = (locks: readonly string[]): Promise<number> =>
        account.transaction(() => Promise.resolve(1), { locks });
      const all = Array.from({ length: 20 }, (_, index) =>
        run(index % 2 === 0 ? ['x', 'y', 'z'] : ['z', 'y', 'x']),
      );
      expect(await Promise.all(all)).toHaveLength(20);
    });

    it('let statements of one transaction be sent together', async () => {
      const desk = await openDesk(storage());
      const [one, two] = [desk.customer(), desk.customer()];
      const started = createSignal();
      await desk.account.transaction(async (tx) => {
        const adding = [tx.customers.add([one]), tx.customers.add([two])];
        started.resolve();
        await Promise.all(adding);
      });
      await started.promise;
      expect(await desk.account.customers.find([one.id, two.id])).toHaveLength(2);
    });
  });
}
