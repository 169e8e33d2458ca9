import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk, unique } from './desk.ts';

/** What must be found before an account is known. */
export function systemContract({ storage }: ContractSubject): void {
  describe('system stores', () => {
    it('adds accounts once, however often they are added', async () => {
      const { system } = storage();
      const { ids } = await openDesk(storage());
      const account = { id: ids.next('acc'), name: 'Acme', createdAt: monday };
      await system.addAccounts([account]);
      await system.addAccounts([{ ...account, name: 'Another name' }]);
      expect(await system.findAccount(account.id)).toStrictEqual(account);
      expect((await system.listAccounts()).filter(({ id }) => id === account.id)).toStrictEqual([account]);
      expect(await system.findAccount(ids.next('acc'))).toBeUndefined();
    });

    it('finds an inbox and whose it is', async () => {
      const { system } = storage();
      const { ids, inbox, accountId } = await openDesk(storage());
      expect(await system.findInbox(inbox.id)).toStrictEqual({ accountId, inbox });
      expect(await system.findInbox(ids.next('inb'))).toBeUndefined();
    });

    it('finds an API key by its hash, revoked ones too', async () => {
      const { system } = storage();
      const { ids, account, accountId } = await openDesk(storage());
      const hash = unique('hash');
      const key = { id: ids.next('key'), accountId, name: 'CI', prefix: 'pk_1234', hash, createdAt: monday };
      await account.apiKeys.add([key]);
      expect(await system.findApiKey(hash)).toStrictEqual(key);
      await account.apiKeys.revoke([key.id], later(1000));
      expect(await system.findApiKey(hash)).toStrictEqual({ ...key, revokedAt: later(1000) });
      expect(await system.findApiKey('nobody')).toBeUndefined();
    });

    it('finds accounts whose messages have not left for too long', async () => {
      const { system } = storage();
      const late = await openDesk(storage());
      const prompt = await openDesk(storage());
      const delivered = await openDesk(storage());
      for (const [desk, at] of [
        [late, monday],
        [prompt, later(60_000)],
      ] as const) {
        const { conversation } = await desk.openConversation();
        const delivery = { status: 'queued', times: { queued: at }, attempts: 0 } as const;
        await desk.account.messages.add([desk.outbound(conversation, { delivery })]);
      }
      const { conversation } = await delivered.openConversation();
      const sent = { status: 'sent', times: { queued: monday, sent: monday }, attempts: 1 } as const;
      await delivered.account.messages.add([delivered.outbound(conversation, { delivery: sent })]);

      const found = await system.accountsWithLateDeliveries(later(30_000), 1000);
      expect(found).toContain(late.accountId);
      expect(found).not.toContain(prompt.accountId);
      expect(found).not.toContain(delivered.accountId);
      expect(await system.accountsWithLateDeliveries(later(30_000), 1)).toHaveLength(1);
    });

    it('says that it is well', async () => {
      await expect(storage().check()).resolves.toBeUndefined();
    });
  });
}
