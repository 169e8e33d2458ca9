export { createPgliteStorage } from './create-pglite-storage.ts';
export { createPostgresStorage } from './create-postgres-storage.ts';
export type { QueryWatcher } from './database/database.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export type {
  CommonStorageOptions,
  JobLimits,
  PgLimits,
  PgliteStorageOptions,
  PostgresStorageOptions,
} from './storage-options.ts';
export {
  AccountMissingError,
  DatabaseRoleMissingError,
  DataDirectoryTakenError,
  InvalidStorageOptionError,
  MigrationChangedError,
  NestedTransactionError,
  PgliteMissingError,
  SchemaOutdatedError,
  SchemaTooNewError,
  TransactionOverError,
  UnsafeDurabilityError,
} from './storage-postgres-errors.ts';
