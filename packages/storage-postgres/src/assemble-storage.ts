import type { AccountId, AccountStorage, Storage } from '@parley/core';
import type { Database } from './database/database.ts';
import { createIntakeStore } from './intake/intake-store.ts';
import type { ClosableJobRunner } from './jobs/job-runner.ts';
import { type JobAccess, openStores, openTransaction } from './open-stores.ts';
import { toUuid } from './rows/id-columns.ts';
import { assertSchema } from './setup/apply-migrations.ts';
import { createSystemStores } from './system/system-stores.ts';

/** The parts a storage is made of. */
export interface StorageParts {
  readonly database: Database;
  readonly jobs: JobAccess;
  readonly runner: ClosableJobRunner;
  /** Run after everything is closed. */
  readonly onClosed?: () => void;
}

/** Storages of accounts that are kept made. */
const maxAccounts = 1000;

/** Puts a storage together; the drivers differ, everything else is the same. */
export function assembleStorage({ database, jobs, runner, onClosed }: StorageParts): Storage {
  const system = database.session({ role: 'system' });
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    await runner.close();
    await jobs.sender.stop({ graceful: false });
    await database.close();
    onClosed?.();
  };
  const open = (accountId: AccountId): AccountStorage => {
    const access = { role: 'account', accountUuid: toUuid(accountId) } as const;
    const session = database.session(access);
    return {
      accountId,
      ...openStores(session, accountId),
      intake: createIntakeStore({ session, accountId, account: access.accountUuid }),
      transaction: (work, options = {}) =>
        database.transaction(
          access,
          (session) => work(openTransaction(session, accountId, jobs)),
          options.locks,
        ),
    };
  };
  // They hold nothing but functions, and the busiest path asks for one with every batch.
  const accounts = new Map<AccountId, AccountStorage>();
  return {
    forAccount(accountId) {
      const known = accounts.get(accountId) ?? open(accountId);
      if (accounts.size >= maxAccounts) accounts.clear();
      accounts.set(accountId, known);
      return known;
    },
    system: createSystemStores(system),
    jobs: { start: (handlers, options) => runner.start(handlers, options) },
    check: () => assertSchema({ query: (text, values = []) => system.run({ text, values }) }),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
