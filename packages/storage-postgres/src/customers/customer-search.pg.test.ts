import { type AccountStorage, type Customer, createIds, type Storage } from '@parley/core';
import type { CustomerListKey } from '@parley/core/storage';
import { aCustomer, anIdentity } from '@parley/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPgliteStorage } from '../create-pglite-storage.ts';
import { createPostgresStorage } from '../create-postgres-storage.ts';
import { createTestDatabase, hasServer } from '../test-server.ts';

const ids = createIds();
/** More than are gathered and sorted: the list is walked instead. */
const many = 5400;

async function onServer(): Promise<{ storage: Storage; drop: () => Promise<void> }> {
  const database = await createTestDatabase();
  const options = { connectionString: database.url, migrate: true, allowUnsafeDurability: true };
  return { storage: await createPostgresStorage(options), drop: () => database.drop() };
}

async function embedded(): Promise<{ storage: Storage; drop: () => Promise<void> }> {
  return { storage: await createPgliteStorage(), drop: () => Promise.resolve() };
}

describe.each([
  { name: 'PGlite', make: embedded },
  ...(hasServer ? [{ name: 'PostgreSQL', make: onServer }] : []),
])('a search that thousands match, on $name', ({ make }) => {
  let storage: Storage;
  let drop: () => Promise<void>;
  let account: AccountStorage;
  const everybody: Customer[] = [];

  beforeAll(async () => {
    ({ storage, drop } = await make());
    const accountId = ids.next('acc');
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
    account = storage.forAccount(accountId);
    for (let first = 0; first < many; first += 600) {
      const customers = Array.from({ length: 600 }, (_, index) => {
        const { name: _name, ...bare } = aCustomer({ id: ids.next('cus') });
        // Every third is only known by an identity; times repeat, so that pages must break ties.
        const number = first + index;
        const updatedAt = new Date(Date.UTC(2026, 0, 1) + Math.floor(number / 7) * 1000);
        return number % 3 === 0 ? { ...bare, updatedAt } : { ...bare, name: `Sam ${number}`, updatedAt };
      });
      const identities = customers.map(({ id }) =>
        anIdentity({ id: ids.next('idn'), customerId: id, value: `sam.${id}` }),
      );
      await account.transaction(async (tx) => {
        await tx.customers.add(customers);
        await tx.customers.addIdentities(identities);
      });
      everybody.push(...customers);
    }
    everybody.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || (a.id < b.id ? 1 : -1));
  });
  afterAll(async () => {
    await storage.close();
    await drop();
  });

  it('pages through all of them, newest first', async () => {
    const found: string[] = [];
    let after: CustomerListKey | undefined;
    do {
      const page = await account.customers.list(
        { search: 'SAM' },
        { limit: 100, ...(after === undefined ? {} : { after }) },
      );
      found.push(...page.items.map(({ id }) => id));
      after = page.nextAfter;
    } while (after !== undefined);
    expect(found).toStrictEqual(everybody.map(({ id }) => id));
  });

  it('finds the few of them that a longer search means', async () => {
    const wanted = everybody.filter(({ name }) => name?.startsWith('Sam 123'));
    const { items } = await account.customers.list({ search: 'sam 123' }, { limit: 100 });
    expect(items.map(({ id }) => id)).toStrictEqual(wanted.map(({ id }) => id));
  });

  it('finds nobody where nobody matches', async () => {
    expect(await account.customers.list({ search: 'sama' }, { limit: 10 })).toStrictEqual({ items: [] });
  });
});
