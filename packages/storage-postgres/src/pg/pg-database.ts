import type pg from 'pg';
import type { Access, Database, QueryWatcher } from '../database/database.ts';
import { isReadOnly } from '../database/is-read-only.ts';
import { openingSql, wallStatement } from '../database/opening.ts';
import type { Session, Statement } from '../database/session.ts';
import { createTransactionScope } from '../database/transaction-scope.ts';
import { isAfterFailure, isConnectionClosed, isConnectionLost, translateError } from '../pg-errors.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { ColumnValue } from '../rows/column-value.ts';
import type { NamedStatement } from './extended-query.ts';
import { OneTripQuery } from './one-trip-query.ts';
import type { PgPool } from './pg-pool.ts';
import { createSharedConnection } from './shared-connection.ts';
import { writeTogether } from './write-together.ts';

const ignore = (): void => {};

/**
 * The plans of our statements do not depend on their values; left to itself, the server would compare, and plan the
 * larger ones anew for every call.
 */
const genericPlans = 'set local plan_cache_mode=force_generic_plan;';

/** A prepared statement that takes longer may have been planned when its tables were much smaller. */
const slowMs = 20;
/** How long a connection keeps its plans at least. */
const planLifeMs = 1000;

/**
 * The driver for a PostgreSQL server. Connections are pipelined: the opening of a transaction, and outside one also its
 * end, travel with the statement instead of costing round trips of their own.
 */
export function createPgDatabase(pool: PgPool, watch: QueryWatcher = ignore): Database {
  const send = (client: pg.PoolClient, text: string): Promise<pg.QueryResult> => {
    watch({ text });
    writeTogether(client);
    return client.query(text);
  };
  const slow = new WeakSet<pg.PoolClient>();
  const plannedAt = new WeakMap<pg.PoolClient, number>();
  const walled = new WeakSet<pg.PoolClient>();
  const shared = createSharedConnection(pool, slowMs);

  const sendStatement = async <Row>(
    client: pg.PoolClient,
    { text, values, name }: EncodedStatement,
  ): Promise<readonly Row[]> => {
    writeTogether(client);
    if (name === undefined) {
      watch({ text });
      return (await client.query({ text, values })).rows as Row[];
    }
    watch({ text, name });
    const sentAt = performance.now();
    const { rows } = await client.query({ text, values, name });
    if (performance.now() - sentAt > slowMs) slow.add(client);
    return rows as Row[];
  };

  /**
   * Begins a transaction. A connection that was slow plans its statements anew: the server would do that on its own only
   * after it has looked at the grown tables, which takes it up to a minute, and a desk's first burst is over by then.
   */
  const begin = (client: pg.PoolClient, opening: string): Promise<pg.QueryResult> =>
    isDue(client) ? send(client, `discard plans;${opening}`) : send(client, opening);
  const isDue = (client: pg.PoolClient): boolean => {
    const now = performance.now();
    if (!slow.has(client) || now - (plannedAt.get(client) ?? 0) <= planLifeMs) return false;
    slow.delete(client);
    plannedAt.set(client, now);
    return true;
  };
  const acquire = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.acquire();
    } catch (error) {
      throw translateError(error);
    }
  };

  /** Ends what failed, unless the connection is beyond it, and gives the connection back. */
  const endFailed = async (
    client: pg.PoolClient,
    error: unknown,
    committed: Promise<unknown> | undefined,
  ): Promise<void> => {
    let fate = error;
    if (!isConnectionLost(error)) {
      // A commit that was sent already has become a rollback.
      fate = await (committed ?? send(client, 'rollback')).then(ignore, (lost: unknown) => lost);
    }
    pool.release(client, fate);
  };

  const transaction: Database['transaction'] = async (access, work, locks = []) => {
    const opening = `begin;${genericPlans}${openingSql(access, locks)}`;
    const client = await acquire();
    // Not awaited: the first statement of `work` is sent right behind it, and is answered after the locks are held.
    const opened = begin(client, opening);
    opened.catch(ignore);
    const scope = createTransactionScope(<Row>(statement: Statement) =>
      // Encoded first: what cannot be stored is refused here and now, before anything is sent behind it.
      sendStatement<Row>(client, encode(statement)).catch(async (error: unknown) => {
        if (isAfterFailure(error)) await opened;
        throw error;
      }),
    );
    let committed: Promise<pg.QueryResult> | undefined;
    try {
      const result = await work(scope.session);
      scope.finish();
      // Sent behind statements that are still on their way: if one of them fails, this rolls back.
      committed = send(client, 'commit');
      committed.catch(ignore);
      await opened;
      await scope.settle();
      const { command } = await committed;
      if (command !== 'COMMIT') throw new Error('The database rolled the transaction back.');
      pool.release(client);
      return result;
    } catch (error) {
      scope.abandon();
      await endFailed(client, causeOf(error), committed);
      throw translateError(error);
    }
  };

  /** Runs one statement as a transaction that is opened so, or bare. */
  const runOn = async <Row>(
    client: pg.PoolClient,
    statement: EncodedStatement,
    opening: string | undefined,
  ): Promise<readonly Row[]> => {
    const opened = opening === undefined ? Promise.resolve() : begin(client, opening);
    opened.catch(ignore);
    const answer = sendStatement<Row>(client, statement);
    const committed = opening === undefined ? Promise.resolve() : send(client, 'commit');
    committed.catch(ignore);
    try {
      const rows = await answer;
      await committed;
      pool.release(client);
      return rows;
    } catch (error) {
      // What failed first is what matters: the rest only says that there was a failure, or that the connection is gone.
      const reason = await opened.then(
        () => error,
        (first: unknown) => first,
      );
      // A failed statement makes the commit a rollback; once that is answered the connection is clean.
      const lost = await committed.then(ignore, (second: unknown) => second);
      pool.release(client, lost ?? reason);
      throw reason;
    }
  };

  const runAlone = async <Row>(access: Access, statement: Statement): Promise<readonly Row[]> => {
    const isRead = access.role !== 'owner' && isReadOnly(statement.text);
    const encoded = encode(statement);
    const once = async (): Promise<readonly Row[]> => {
      const opening =
        access.role === 'owner' ? undefined : `begin${isRead ? ' read only' : ''};${openingSql(access)}`;
      return runOn<Row>(await acquire(), encoded, opening);
    };
    try {
      return await once();
    } catch (error) {
      if (!isRead || !isConnectionClosed(error)) throw translateError(error);
    }
    // The server closed the connection, perhaps long ago while it idled: a read may be asked again on a new one. (Read
    // only, so that the server refuses what is taken for a read and is none.)
    return once().catch((error: unknown) => {
      throw translateError(error);
    });
  };

  /** Writes with one prepared statement as a transaction, its answer unread. */
  const writeAlone = async (
    access: Access & { readonly role: 'account' },
    statement: NamedStatement,
  ): Promise<void> => {
    const place = await shared.join().catch((error: unknown) => {
      throw translateError(error);
    });
    const { client } = place;
    const { text, name } = statement;
    watch({ text, name });
    try {
      const wall = wallStatement(access);
      if (isDue(client)) send(client, 'discard plans').catch(ignore);
      if (!walled.has(client)) {
        writeTogether(client);
        // Once per connection, to prepare it; as a transaction of its own it leaves nothing behind.
        client.query({ ...wall, values: [...wall.values] }).catch(ignore);
        walled.add(client);
      }
      await new Promise<void>((resolve, reject) => {
        const done = (error: Error | undefined): void => (error ? reject(error) : resolve());
        client.query(new OneTripQuery(client, wall, statement, done));
      });
    } catch (error) {
      walled.delete(client);
      place.leave(error);
      throw error;
    }
    if (place.leave() > slowMs) slow.add(client);
  };

  return {
    transaction,
    session: (access): Session => ({
      run: (statement) => runAlone(access, statement),
      async defer(statement, explain = (error) => error) {
        if (access.role !== 'account' || statement.name === undefined) {
          await transaction(access, (session) => session.defer(statement, explain));
          return;
        }
        await writeAlone(access, { ...statement, name: statement.name }).catch((error: unknown) => {
          throw translateError(explain(error));
        });
      },
      atomic: (work) => transaction(access, work),
    }),
    close: () => pool.end(),
  };
}

/** A statement whose arrays are bytes, which the client sends as they are. */
interface EncodedStatement extends Statement {
  readonly values: unknown[];
}

/** @throws {NotStorableError} */
function encode(statement: Statement): EncodedStatement {
  return {
    ...statement,
    values: statement.values.map(encodeValue),
  };
}

function encodeValue(value: unknown): unknown {
  if (value instanceof ColumnArray) return value.toBytes();
  return value instanceof ColumnValue ? value.toText() : value;
}

/** The driver's error behind a translated one. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}
