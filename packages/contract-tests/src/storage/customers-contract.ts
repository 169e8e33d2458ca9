import { ConflictError, type Customer, StaleWriteError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, monday, openDesk } from './desk.ts';

/** Customers and their identities. */
export function customersContract({ storage }: ContractSubject): void {
  describe('customers', () => {
    it('keeps every field, and leaves out what is absent', async () => {
      const { account, customer, ids } = await openDesk(storage());
      const full = customer({
        name: 'Sára Łęcka 🙂',
        username: 'sara',
        email: 'sara@example.com',
        phone: '+16505551234',
        language: 'pt-BR',
        timezone: 'America/Sao_Paulo',
        attributes: { shopifyCustomerId: '42', tags: ['vip'], spent: 10.5, note: null },
        nameIsEdited: true,
        version: 7,
        updatedAt: later(1),
      });
      const { name: _name, ...bare } = customer();
      await account.customers.add([full, bare]);
      expect(await account.customers.find([full.id])).toStrictEqual([full]);
      expect(await account.customers.find([bare.id])).toStrictEqual([bare]);
      expect(await account.customers.find([ids.next('cus')])).toStrictEqual([]);
    });

    it('saves the version after the stored one, and drops what is gone', async () => {
      const { account, customer } = await openDesk(storage());
      const first = customer({ email: 'sara@example.com' });
      await account.customers.add([first]);
      const { email: _email, ...rest } = first;
      const second: Customer = { ...rest, name: 'Sara B.', version: 2, updatedAt: later(10) };
      await account.customers.save([second]);
      expect(await account.customers.find([first.id])).toStrictEqual([second]);
      await expect(account.customers.save([{ ...second, version: 2 }])).rejects.toBeInstanceOf(
        StaleWriteError,
      );
    });

    it('refuses to save a customer that does not exist', async () => {
      const { account, customer } = await openDesk(storage());
      const ghost = customer({ version: 2 });
      await expect(account.customers.save([ghost])).rejects.toBeInstanceOf(StaleWriteError);
      expect(await account.customers.find([ghost.id])).toStrictEqual([]);
    });

    it('pages newest first, also where times are equal, without repeating or missing anybody', async () => {
      const { account, customer } = await openDesk(storage());
      const all = Array.from({ length: 7 }, (_, index) =>
        customer({ updatedAt: later(Math.floor(index / 3)) }),
      );
      await account.customers.add(all);
      const seen: string[] = [];
      let page = await account.customers.list({}, { limit: 3 });
      seen.push(...page.items.map(({ id }) => id));
      while (page.nextAfter !== undefined) {
        page = await account.customers.list({}, { limit: 3, after: page.nextAfter });
        seen.push(...page.items.map(({ id }) => id));
      }
      const newestFirst = [...all].sort(
        (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || (a.id < b.id ? 1 : -1),
      );
      expect(seen).toStrictEqual(newestFirst.map(({ id }) => id));
    });

    it('says that there is no next page when the last one is exactly full', async () => {
      const { account, customer } = await openDesk(storage());
      await account.customers.add([customer(), customer()]);
      expect((await account.customers.list({}, { limit: 2 })).nextAfter).toBeUndefined();
    });

    it('searches by the start of name, username, e-mail, phone and valid identities, in any case', async () => {
      const { account, customer, identity } = await openDesk(storage());
      const sara = customer({
        name: 'Sára Lee',
        username: 'SLee',
        email: 'Sara@Example.com',
        phone: '+16505551234',
      });
      const other = customer({ name: 'Other' });
      await account.customers.add([sara, other]);
      await account.customers.addIdentities([
        identity(sara, { kind: 'user_id', value: 'US.Abc123' }),
        identity(other, { value: 'OLD.77', validTo: later(5) }),
      ]);
      const names = async (search: string): Promise<(string | undefined)[]> =>
        (await account.customers.list({ search }, { limit: 10 })).items.map(({ name }) => name);
      for (const search of ['SÁRA', 'sa\u0301r', 'slee', 'sara@', '+1650', 'us.abc']) {
        expect(await names(search), search).toStrictEqual(['Sára Lee']);
      }
      expect(await names('lee')).toStrictEqual([]);
      expect(await names('old.77')).toStrictEqual([]);
      expect(await names('%')).toStrictEqual([]);
      expect(await names('_')).toStrictEqual([]);
      expect((await names('')).length).toBe(2);
    });
  });

  describe('identities', () => {
    it('keeps every field, closed ones too', async () => {
      const { account, customer, identity } = await openDesk(storage());
      const sara = customer();
      const now = identity(sara, { kind: 'user_id', scope: 'portfolio', channel: 'whatsapp', value: 'US.1' });
      const before = identity(sara, { validTo: later(9), validFrom: new Date(monday.getTime() - 1000) });
      await account.customers.add([sara]);
      await account.customers.addIdentities([now, before]);
      expect(await account.customers.identitiesOf([sara.id])).toStrictEqual([before, now]);
    });

    it('finds only valid identities, each once, and only where all of the ref is equal', async () => {
      const { account, customer, identity } = await openDesk(storage());
      const sara = customer();
      const valid = identity(sara, { value: '1650' });
      const closed = identity(sara, { value: '1651', validTo: later(1) });
      await account.customers.add([sara]);
      await account.customers.addIdentities([valid, closed]);
      const near = [
        { ...valid, channel: 'sms' },
        { ...valid, scope: 'elsewhere' },
        { ...valid, kind: 'user_id' },
      ];
      expect(await account.customers.findIdentities([valid, closed, valid, ...near])).toStrictEqual([valid]);
      expect(await account.customers.findIdentities([])).toStrictEqual([]);
    });

    it('lets one valid identity hold a place, and any number of closed ones', async () => {
      const { account, customer, identity } = await openDesk(storage());
      const [sara, ben] = [customer(), customer({ name: 'Ben' })];
      const held = identity(sara);
      await account.customers.add([sara, ben]);
      await account.customers.addIdentities([held, identity(ben, { value: held.value, validTo: later(1) })]);
      const second = account.customers.addIdentities([identity(ben, { value: held.value })]);
      await expect(second).rejects.toBeInstanceOf(ConflictError);
    });
  });
}
