import type { Logger } from '@parley/core';
import type pg from 'pg';
import type { QueryWatcher } from './database/database.ts';
import { InvalidStorageOptionError } from './storage-postgres-errors.ts';

/** How long the storage waits for a PostgreSQL server, and how many connections it uses. */
export interface PgLimits {
  /** Connections at most. Workers use up to five more. @defaultValue 10 */
  readonly poolSize: number;
  /** How long making a connection, or waiting for a free one, may take. @defaultValue 2000 */
  readonly connectionTimeoutMs: number;
  /** When the server gives up on a statement. @defaultValue 2000 */
  readonly statementTimeoutMs: number;
  /** When the server gives up waiting for a row or a lock. @defaultValue 1500 */
  readonly lockTimeoutMs: number;
  /** When we give up on a server that does not answer; the connection is closed. @defaultValue 2500 */
  readonly queryTimeoutMs: number;
  /** When the server ends a transaction in which nothing happens. @defaultValue 10_000 */
  readonly idleInTransactionTimeoutMs: number;
  /** Idle time before the operating system asks whether the server is still there. @defaultValue 10_000 */
  readonly keepAliveDelayMs: number;
}

/** How jobs are tried again, and how many run at a time in one process. */
export interface JobLimits {
  /** Further attempts after the first one failed; then the job is dead-lettered. @defaultValue 10 */
  readonly retryLimit: number;
  /** Wait before the first retry, in seconds; doubles each time, with jitter. @defaultValue 1 */
  readonly retryDelaySeconds: number;
  /** Longest wait between retries, in seconds. @defaultValue 300 */
  readonly retryDelayMaxSeconds: number;
  /** Jobs of each name in the lane that run at a time. @defaultValue high 16, default 4, low 1 */
  readonly concurrency: { readonly high: number; readonly default: number; readonly low: number };
}

/** What both kinds of storage take. */
export interface CommonStorageOptions {
  /** @defaultValue says nothing */
  readonly log?: Logger;
  /** Told of every statement that is sent, e.g. to count them. Texts carry no values. */
  readonly onQuery?: QueryWatcher;
  readonly jobs?: Partial<JobLimits>;
}

/** Options of `createPostgresStorage`. */
export interface PostgresStorageOptions extends CommonStorageOptions, Partial<PgLimits> {
  /** `postgres://user:password@host:5432/database`; or give `connection`. */
  readonly connectionString?: string;
  /** Connection parameters as node-postgres takes them (host, ssl, …); limits come from the options here. */
  readonly connection?: pg.ClientConfig;
  /** A login that may change the schema, if the other one may not. @defaultValue the same login */
  readonly migrationConnectionString?: string;
  /** Brings the schema up to date first. @defaultValue false */
  readonly migrate?: boolean;
  /** Work also with a server that may lose acknowledged data when its machine dies. @defaultValue false */
  readonly allowUnsafeDurability?: boolean;
}

/** Options of `createPgliteStorage`. */
export interface PgliteStorageOptions extends CommonStorageOptions {
  /** Where the data is kept. @defaultValue in memory, gone with the process */
  readonly dataDir?: string;
  /** Brings the schema up to date first. @defaultValue true */
  readonly migrate?: boolean;
}

const defaultLimits: PgLimits = {
  poolSize: 10,
  connectionTimeoutMs: 2000,
  statementTimeoutMs: 2000,
  lockTimeoutMs: 1500,
  queryTimeoutMs: 2500,
  idleInTransactionTimeoutMs: 10_000,
  keepAliveDelayMs: 10_000,
};

const defaultJobLimits: JobLimits = {
  retryLimit: 10,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  concurrency: { high: 16, default: 4, low: 1 },
};

/** The limits with their defaults. @throws {InvalidStorageOptionError} */
export function pgLimits(options: Partial<PgLimits>): PgLimits {
  const limits = { ...defaultLimits };
  for (const name of Object.keys(defaultLimits) as (keyof PgLimits)[]) {
    const value = options[name] ?? defaultLimits[name];
    if (!Number.isInteger(value) || value < 1)
      throw new InvalidStorageOptionError(name, 'a whole number of at least 1');
    limits[name] = value;
  }
  return limits;
}

/** The limits with their defaults. @throws {InvalidStorageOptionError} */
export function jobLimits(options: Partial<JobLimits> = {}): JobLimits {
  const limits = { ...defaultJobLimits, ...options };
  const numbers = {
    ...limits.concurrency,
    retryDelaySeconds: limits.retryDelaySeconds,
    retryDelayMaxSeconds: limits.retryDelayMaxSeconds,
  };
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 1)
      throw new InvalidStorageOptionError(`jobs.${name}`, 'a whole number of at least 1');
  }
  if (!Number.isInteger(limits.retryLimit) || limits.retryLimit < 0) {
    throw new InvalidStorageOptionError('jobs.retryLimit', 'a whole number of at least 0');
  }
  return limits;
}
