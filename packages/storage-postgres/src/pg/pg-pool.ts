import type { Logger } from '@parley/core';
import pg from 'pg';
import { isConnectionLost } from '../pg-errors.ts';
import type { PgLimits } from '../storage-options.ts';
import { pgTypes } from './pg-types.ts';

/** Connections that are known to be usable. */
export interface PgPool {
  /** @throws the driver's error when no connection is free or can be made in time */
  acquire(): Promise<pg.PoolClient>;
  /** Gives a connection back. With the error that befell it, a connection that may be dead is closed instead. */
  release(client: pg.PoolClient, error?: unknown): void;
  end(): Promise<void>;
}

/**
 * Every connection is set up the same way before its first use. Nested loops over indexes are the right plan for
 * everything we ask; the planner, looking at a table that was empty when the statement was prepared, would choose to
 * read whole tables and keep that plan while they grow.
 */
function sessionSettings(limits: PgLimits): string {
  return [
    `set statement_timeout=${limits.statementTimeoutMs}`,
    `set lock_timeout=${limits.lockTimeoutMs}`,
    `set idle_in_transaction_session_timeout=${limits.idleInTransactionTimeoutMs}`,
    'set jit=off',
    'set enable_seqscan=off',
    'set enable_hashjoin=off',
    'set enable_mergejoin=off',
    'set enable_bitmapscan=off',
    'set enable_material=off',
  ].join(';');
}

/** Who is told what happens to connections. */
export interface PgPoolEvents {
  readonly log: Logger;
  /** The first connection after one was lost. */
  readonly onReconnected: () => void;
}

/** Makes the pool. */
export function createPgPool(
  config: pg.ClientConfig,
  limits: PgLimits,
  { log, onReconnected }: PgPoolEvents,
): PgPool {
  const pool = new pg.Pool({
    application_name: 'parley',
    ...config,
    max: limits.poolSize,
    connectionTimeoutMillis: limits.connectionTimeoutMs,
    query_timeout: limits.queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: limits.keepAliveDelayMs,
    // Statements are sent without waiting for the answers to the ones before.
    pipeline: true,
    types: pgTypes,
  } as pg.PoolConfig);
  const lastUsed = new WeakMap<pg.PoolClient, number>();
  let suspectBefore = 0;
  let uses = 0;
  let hasLost = false;
  // Whoever needs a connection in the turn in which one came back takes that one. The pool itself hands nothing out before
  // everything else of the turn is done: with it, the database would wait while the answers to a batch are written.
  let returned: pg.PoolClient | undefined;
  const giveBack = (): void => {
    const client = returned;
    returned = undefined;
    client?.release();
  };

  // Without a listener an error on a connection ends the process. The query that was running is told as well.
  pool.on('error', (error) => {
    hasLost = true;
    log.warn({ reason: error.message }, 'an idle database connection was lost');
  });
  pool.on('connect', (client) => {
    client.on('error', () => {});
    if (hasLost) setImmediate(onReconnected);
    hasLost = false;
    client.query(sessionSettings(limits)).catch((error: Error) => {
      log.warn({ reason: error.message }, 'a database connection could not be set up');
    });
  });

  return {
    async acquire() {
      for (;;) {
        const client = returned ?? (await pool.connect());
        if (client === returned) returned = undefined;
        // After one connection was lost, those that idled meanwhile are likely dead too, and each would cost a timeout.
        if ((lastUsed.get(client) ?? uses) >= suspectBefore) return client;
        client.release(true);
      }
    },
    release(client, error) {
      uses += 1;
      if (error !== undefined && isConnectionLost(error)) {
        suspectBefore = uses;
        hasLost = true;
        client.release(true);
        return;
      }
      lastUsed.set(client, uses);
      if (returned !== undefined || pool.waitingCount > 0) {
        client.release();
        return;
      }
      returned = client;
      setImmediate(giveBack);
    },
    end() {
      giveBack();
      return pool.end();
    },
  };
}
