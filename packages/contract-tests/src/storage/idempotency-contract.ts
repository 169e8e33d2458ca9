import { IdempotencyKeyReusedError } from '@parley/core';
import type { IdempotencyClaim } from '@parley/core/storage';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk, unique } from './desk.ts';

const aClaim = (given: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  actor: 'key_1',
  key: unique('idem'),
  fingerprint: 'abc',
  at: monday,
  ...given,
});

/** Idempotency keys. */
export function idempotencyContract({ storage }: ContractSubject): void {
  describe('idempotency keys', () => {
    it('give a second call the answer of the first', async () => {
      const { account } = await openDesk(storage());
      const claim = aClaim();
      const answer = { status: 201, body: { id: 'msg_1', list: [1, null, 'x'] } };
      await account.transaction(async (tx) => {
        expect(await tx.idempotency.claim(claim)).toBeUndefined();
        await tx.idempotency.complete(claim, answer);
      });
      expect(await account.transaction((tx) => tx.idempotency.claim(claim))).toStrictEqual(answer);
    });

    it('refuse another call with the same key', async () => {
      const { account } = await openDesk(storage());
      const claim = aClaim();
      await account.transaction((tx) => tx.idempotency.claim(claim));
      const other = account.transaction((tx) => tx.idempotency.claim({ ...claim, fingerprint: 'def' }));
      await expect(other).rejects.toBeInstanceOf(IdempotencyKeyReusedError);
    });

    it('do not mix callers', async () => {
      const { account } = await openDesk(storage());
      const claim = aClaim();
      await account.transaction((tx) => tx.idempotency.claim(claim));
      const other = { ...claim, actor: 'key_2', fingerprint: 'def' };
      expect(await account.transaction((tx) => tx.idempotency.claim(other))).toBeUndefined();
    });

    it('let one of fifty parallel calls do the work, and give the others its answer', async () => {
      const desk = await openDesk(storage());
      const claim = aClaim();
      let worked = 0;
      const call = (): Promise<unknown> =>
        desk.account.transaction(async (tx) => {
          const known = await tx.idempotency.claim(claim);
          if (known !== undefined) return known.body;
          worked += 1;
          const sara = desk.customer();
          await tx.customers.add([sara]);
          await tx.idempotency.complete(claim, { status: 200, body: sara.id });
          return sara.id;
        });
      const answers = await Promise.all(Array.from({ length: 50 }, call));
      expect(worked).toBe(1);
      expect(new Set(answers).size).toBe(1);
      expect((await desk.account.customers.list({}, { limit: 10 })).items).toHaveLength(1);
    });

    it('are free again when the first call failed', async () => {
      const { account } = await openDesk(storage());
      const claim = aClaim();
      const failed = account.transaction(async (tx) => {
        await tx.idempotency.claim(claim);
        throw new Error('stop');
      });
      await expect(failed).rejects.toThrow('stop');
      expect(await account.transaction((tx) => tx.idempotency.claim(claim))).toBeUndefined();
    });

    it('are deleted when they are old', async () => {
      const { account } = await openDesk(storage());
      const [old, fresh] = [aClaim(), aClaim({ at: later(100) })];
      await account.transaction(async (tx) => {
        for (const claim of [old, fresh]) {
          await tx.idempotency.claim(claim);
          await tx.idempotency.complete(claim, { status: 200, body: null });
        }
      });
      expect(await account.transaction((tx) => tx.idempotency.purge(later(50)))).toBe(1);
      expect(await account.transaction((tx) => tx.idempotency.claim(old))).toBeUndefined();
      const kept = await account.transaction((tx) => tx.idempotency.claim(fresh));
      expect(kept).toStrictEqual({ status: 200, body: null });
    });
  });
}
