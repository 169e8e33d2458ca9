import { ConflictError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk, unique } from './desk.ts';

/** API keys of an account. */
export function apiKeysContract({ storage }: ContractSubject): void {
  describe('API keys', () => {
    it('lists them, and revokes each once', async () => {
      const { account, accountId, ids } = await openDesk(storage());
      const make = (name: string) => ({
        id: ids.next('key'),
        accountId,
        name,
        prefix: 'pk_abcd',
        hash: unique('hash'),
        createdAt: monday,
      });
      const [one, two] = [make('one'), make('two')];
      await account.apiKeys.add([one, two]);
      await account.apiKeys.revoke([one.id], later(5));
      await account.apiKeys.revoke([one.id], later(99));
      expect(await account.apiKeys.list()).toStrictEqual([{ ...one, revokedAt: later(5) }, two]);
    });

    it('refuses a hash that exists, in whichever account', async () => {
      const here = await openDesk(storage());
      const there = await openDesk(storage());
      const hash = unique('hash');
      const key = { id: here.ids.next('key'), name: 'one', prefix: 'pk_abcd', hash, createdAt: monday };
      await here.account.apiKeys.add([{ ...key, accountId: here.accountId }]);
      const second = { ...key, id: here.ids.next('key'), accountId: there.accountId };
      await expect(there.account.apiKeys.add([second])).rejects.toBeInstanceOf(ConflictError);
    });
  });
}
