import { StaleWriteError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk } from './desk.ts';

/** Agents and inboxes. */
export function peopleContract({ storage }: ContractSubject): void {
  describe('agents', () => {
    it('keeps every field, and leaves out what is absent', async () => {
      const { account, agent } = await openDesk(storage());
      const full = agent({ email: 'ana@example.com', role: 'supervisor' });
      const bare = agent({ name: 'Ben' });
      await account.agents.add([full, bare]);
      expect(await account.agents.find([full.id])).toStrictEqual([full]);
      expect(await account.agents.find([bare.id])).toStrictEqual([bare]);
    });

    it('saves what changed, also what is cleared, and refuses a save against an older version', async () => {
      const { account, agent } = await openDesk(storage());
      const { email: _email, ...bare } = agent({ email: 'ana@example.com' });
      const other = agent();
      await account.agents.add([{ ...bare, email: 'ana@example.com' }, other]);
      const disabled = { ...bare, name: 'Ana B.', role: 'admin', disabledAt: later(1), version: 2 } as const;
      await account.agents.save([disabled]);
      expect(await account.agents.find([bare.id])).toStrictEqual([disabled]);
      const enabled = { ...bare, version: 3 };
      await account.agents.save([enabled]);
      expect(await account.agents.find([bare.id])).toStrictEqual([enabled]);
      const stale = account.agents.save([
        { ...other, name: 'New name', version: 2 },
        { ...bare, name: 'New name', version: 3 },
      ]);
      await expect(stale).rejects.toBeInstanceOf(StaleWriteError);
      expect(await account.agents.find([other.id])).toStrictEqual([other]);
    });

    it('lists agents by name', async () => {
      const { account, agent } = await openDesk(storage());
      await account.agents.add([agent({ name: 'Cleo' }), agent({ name: 'Ana' }), agent({ name: 'Ben' })]);
      expect((await account.agents.list()).map(({ name }) => name)).toStrictEqual(['Ana', 'Ben', 'Cleo']);
    });

    it('locks the admins who are not disabled, and nobody else', async () => {
      const { account, agent } = await openDesk(storage());
      const admins = [agent({ role: 'admin' }), agent({ role: 'admin' })];
      await account.agents.add([
        ...admins,
        agent({ role: 'admin', disabledAt: later(1) }),
        agent({ role: 'supervisor' }),
      ]);
      const locked = await account.transaction((tx) => tx.agents.lockAdmins());
      const byId = admins.map(({ id }) => id).sort();
      expect(locked.map(({ id }) => id)).toStrictEqual(byId);
    });

    it('finds nobody for unknown ids and for none', async () => {
      const { account, ids } = await openDesk(storage());
      expect(await account.agents.find([ids.next('agt')])).toStrictEqual([]);
      expect(await account.agents.find([])).toStrictEqual([]);
      await expect(account.agents.add([])).resolves.toBeUndefined();
    });
  });

  describe('inboxes', () => {
    it('keeps every field', async () => {
      const { account, inbox } = await openDesk(storage());
      const changed = {
        ...inbox,
        name: 'Support Brasil',
        settings: { phoneNumberId: '1065', nested: { list: [1, 'two', null, true] } },
        sealedCredentials: 'v1.key.abc.def',
        reopenWindowMs: 2_592_000_000,
        assistantId: 'helpful',
        version: 2,
        updatedAt: later(5000),
      };
      await account.inboxes.save([changed]);
      expect(await account.inboxes.find([inbox.id])).toStrictEqual([changed]);
    });

    it('lists inboxes oldest first', async () => {
      const { account, inbox, ids } = await openDesk(storage());
      const newer = { ...inbox, id: ids.next('inb'), createdAt: later(2000) };
      const older = { ...inbox, id: ids.next('inb'), createdAt: new Date(monday.getTime() - 1) };
      await account.inboxes.add([newer, older]);
      expect((await account.inboxes.list()).map(({ id }) => id)).toStrictEqual([
        older.id,
        inbox.id,
        newer.id,
      ]);
    });

    it('refuses a save against an older version, and changes nothing then', async () => {
      const { account, inbox, ids } = await openDesk(storage());
      const other = { ...inbox, id: ids.next('inb') };
      await account.inboxes.add([other]);
      const stale = account.inboxes.save([
        { ...other, name: 'New name', version: 2 },
        { ...inbox, name: 'New name', version: 3 },
      ]);
      await expect(stale).rejects.toBeInstanceOf(StaleWriteError);
      expect((await account.inboxes.list()).map(({ name }) => name)).toStrictEqual([inbox.name, inbox.name]);
    });
  });
}
