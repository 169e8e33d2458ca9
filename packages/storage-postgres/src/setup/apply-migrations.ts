import { hash } from 'node:crypto';
import type { Logger } from '@parley/core';
import { migrations } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import { isLockTimeout, isUndefinedTable } from '../pg-errors.ts';
import { MigrationChangedError, SchemaOutdatedError, SchemaTooNewError } from '../storage-postgres-errors.ts';
import type { SetupConnection } from './setup-connection.ts';

/** A step as the database remembers it. */
interface AppliedRow {
  readonly number: number;
  readonly checksum: string;
  readonly is_compatible: boolean;
}

/** How long a step may wait for a table somebody uses; longer, and everybody else would queue up behind it. */
const lockTimeoutMs = 200;
const maxLockTries = 150;

const appliedSql = 'select number, checksum, is_compatible from parley.schema_migrations order by number';

/** Applies the steps that are missing, each in a transaction of its own. The caller holds the lock of setups. */
export async function applyMigrations(
  connection: SetupConnection,
  log: Logger,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  await connection.exec(`
    create schema if not exists parley;
    create table if not exists parley.schema_migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      is_compatible boolean not null,
      applied_at timestamptz(3) not null default now()
    )`);
  const applied = await connection.query<AppliedRow>(appliedSql);
  assertKnown(applied, steps);
  for (const step of steps) {
    if (applied.some((row) => row.number === step.number)) continue;
    await applyStep(connection, step);
    log.info({ number: step.number, name: step.name }, 'schema step applied');
  }
}

async function applyStep(connection: SetupConnection, step: Migration): Promise<void> {
  const record =
    'insert into parley.schema_migrations (number, name, checksum, is_compatible) ' +
    `values (${step.number}, '${step.name}', '${checksumOf(step)}', ${step.isCompatible})`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connection.exec(
        `begin;set local lock_timeout = ${lockTimeoutMs};${step.sql};${record};commit`,
      );
    } catch (error) {
      await connection.exec('rollback');
      if (!isLockTimeout(error) || attempt >= maxLockTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, lockTimeoutMs * (0.5 + Math.random())));
    }
  }
}

/**
 * Compares the schema with what this version needs.
 *
 * @throws {SchemaOutdatedError | SchemaTooNewError | MigrationChangedError}
 */
export async function assertSchema(
  connection: Pick<SetupConnection, 'query'>,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const applied = await connection.query<AppliedRow>(appliedSql).catch((error: unknown) => {
    if (isUndefinedTable(error)) return [];
    throw error;
  });
  assertKnown(applied, steps);
  if (applied.length < steps.length) throw new SchemaOutdatedError(applied.at(-1)?.number ?? 0, steps.length);
}

/** Steps of a newer version are fine as long as that version says so: during a rolling update both are at work. */
function assertKnown(applied: readonly AppliedRow[], steps: readonly Migration[]): void {
  for (const row of applied) {
    const step = steps.find((candidate) => candidate.number === row.number);
    if (step === undefined && !row.is_compatible) throw new SchemaTooNewError(row.number, steps.length);
    if (step !== undefined && checksumOf(step) !== row.checksum) throw new MigrationChangedError(row.number);
  }
}

function checksumOf(step: Migration): string {
  return hash('sha256', step.sql);
}
