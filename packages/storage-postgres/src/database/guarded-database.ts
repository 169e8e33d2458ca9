import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedTransactionError } from '../storage-postgres-errors.ts';
import type { Access, Database } from './database.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Session } from './session.ts';

/**
 * What every driver gets: conflicts are tried again, and using the database inside one of its own transactions is an
 * error. (On an embedded database it would wait for itself; on a pool, for a connection the others hold.)
 */
export function guardDatabase(driver: Database): Database {
  const around = new AsyncLocalStorage<{ isOpen: boolean }>();
  const assertOutside = (): void => {
    if (around.getStore()?.isOpen === true) throw new NestedTransactionError();
  };
  const transaction: Database['transaction'] = async (access, work, locks) => {
    assertOutside();
    const place = { isOpen: true };
    try {
      return await retryConflicts(() =>
        driver.transaction(access, (session) => around.run(place, () => work(session)), locks),
      );
    } finally {
      place.isOpen = false;
    }
  };
  return {
    transaction,
    session(access: Access): Session {
      const inner = driver.session(access);
      return {
        async run(statement) {
          assertOutside();
          return retryConflicts(() => inner.run(statement));
        },
        async defer(statement, explain = (error) => error) {
          assertOutside();
          await retryConflicts(() => inner.defer(statement, explain));
        },
        atomic: (work) => transaction(access, work),
      };
    },
    close: () => driver.close(),
  };
}
