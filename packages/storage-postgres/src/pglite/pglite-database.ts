import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Access, Database, QueryWatcher } from '../database/database.ts';
import { openingSql } from '../database/opening.ts';
import type { Session, Statement } from '../database/session.ts';
import { createTransactionScope } from '../database/transaction-scope.ts';
import { translateError } from '../pg-errors.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { ColumnValue } from '../rows/column-value.ts';

/**
 * The driver for PGlite: PostgreSQL inside this process, with a single connection. Transactions therefore queue; PGlite's
 * own lock keeps everybody else who uses the instance (the job queue) out of them.
 */
export function createPgliteDatabase(pglite: PGlite, watch: QueryWatcher = () => {}): Database {
  const sendIn =
    (tx: Transaction) =>
    <Row>({ text, values }: Statement): Promise<readonly Row[]> => {
      const parameters = literals(values);
      watch({ text });
      return tx.query<Row>(text, parameters).then(({ rows }) => rows);
    };

  const transaction: Database['transaction'] = async (access, work, locks = []) => {
    try {
      return await pglite.transaction(async (tx) => {
        const opening = openingSql(access, locks);
        watch({ text: opening });
        await tx.exec(opening);
        const scope = createTransactionScope(sendIn(tx));
        try {
          const result = await work(scope.session);
          scope.finish();
          // PGlite commits what it can and does not say when that was nothing.
          await scope.settle();
          return result;
        } catch (error) {
          scope.abandon();
          await scope.settle().catch(() => {});
          throw error;
        }
      });
    } catch (error) {
      throw translateError(error);
    }
  };

  const runAlone = async <Row>(access: Access, statement: Statement): Promise<readonly Row[]> => {
    if (access.role !== 'owner') return transaction(access, (session) => session.run<Row>(statement));
    watch({ text: statement.text });
    try {
      return (await pglite.query<Row>(statement.text, literals(statement.values))).rows;
    } catch (error) {
      throw translateError(error);
    }
  };

  return {
    transaction,
    session: (access): Session => ({
      run: (statement) => runAlone(access, statement),
      defer: (statement, explain) => transaction(access, (session) => session.defer(statement, explain)),
      atomic: (work) => transaction(access, work),
    }),
    async close() {
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** PGlite takes an array column as text. @throws {NotStorableError} */
function literals(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    if (value instanceof ColumnArray) return value.toLiteral();
    if (!(value instanceof ColumnValue)) return value;
    // PGlite wants booleans as such.
    return value.type === 'boolean' ? value.value : value.toText();
  });
}
