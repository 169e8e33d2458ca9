import { SupportError } from '@parley/core';

/** `tx` was used after its transaction had ended. */
export class TransactionOverError extends SupportError {
  readonly code = 'transaction_over';
  readonly fix = 'Await everything done with `tx` before the function given to `transaction` returns.';
  constructor() {
    super('The transaction has already ended.');
  }
}

/** Inside a transaction the storage itself was used instead of `tx`; on an embedded database that would wait for ever. */
export class NestedTransactionError extends SupportError {
  readonly code = 'nested_transaction';
  readonly fix = 'Use the `tx` that the transaction was given, or do it before or after the transaction.';
  constructor() {
    super('The storage was used inside one of its own transactions.');
  }
}

/** An option has a value the storage cannot work with. */
export class InvalidStorageOptionError extends SupportError {
  readonly code = 'invalid_storage_option';
  readonly fix = 'Correct the option named by details.option.';
  constructor(option: string, expected: string) {
    super(`The option "${option}" must be ${expected}.`, { option });
  }
}

/** The server may forget what it has acknowledged when the machine dies. */
export class UnsafeDurabilityError extends SupportError {
  readonly code = 'unsafe_durability';
  readonly fix =
    'Switch the settings in details.settings on, or pass `allowUnsafeDurability: true` if losing messages is acceptable.';
  constructor(settings: readonly string[]) {
    super(`The database may lose acknowledged messages: ${settings.join(', ')} is off.`, { settings });
  }
}

/** Another process works with the data directory; two at a time would destroy it. */
export class DataDirectoryTakenError extends SupportError {
  readonly code = 'data_directory_taken';
  readonly fix =
    'Stop the process named by details.pid, or use another data directory, or PostgreSQL for several processes.';
  constructor(holder: { readonly pid: number; readonly host: string }) {
    super(`The data directory is in use by process ${holder.pid} on ${holder.host}.`, { ...holder });
  }
}

/** The optional peer `@electric-sql/pglite` is not installed. */
export class PgliteMissingError extends SupportError {
  readonly code = 'pglite_missing';
  readonly fix = 'Install it: npm install @electric-sql/pglite';
  constructor(options?: ErrorOptions) {
    super('The embedded database needs the package @electric-sql/pglite.', {}, options);
  }
}

/** The schema is not there yet or older than this version needs. */
export class SchemaOutdatedError extends SupportError {
  readonly code = 'schema_outdated';
  readonly fix = 'Run migrate() first, or create the storage with `migrate: true`.';
  constructor(found: number, needed: number) {
    super(`The database schema is at step ${found}; this version needs step ${needed}.`, { found, needed });
  }
}

/** A newer version changed the schema in a way this version cannot work with. */
export class SchemaTooNewError extends SupportError {
  readonly code = 'schema_too_new';
  readonly fix = 'Update this process to the version that made the change.';
  constructor(found: number, known: number) {
    super(`The database schema is at step ${found}, and this version only knows ${known}.`, { found, known });
  }
}

/** A schema step that was applied is not the one this version has. */
export class MigrationChangedError extends SupportError {
  readonly code = 'migration_changed';
  readonly fix = 'Use the released package: a step is never edited once it has been applied.';
  constructor(number: number) {
    super(`Schema step ${number} differs from the one that was applied to this database.`, { number });
  }
}

/** The login role may not do what setting up needs. */
export class DatabaseRoleMissingError extends SupportError {
  readonly code = 'database_role_missing';
  readonly fix: string;
  constructor(role: string, sql: string, options?: ErrorOptions) {
    super(`The database role "${role}" cannot be used, and this login may not set it up.`, { role }, options);
    this.fix = `Run as a superuser: ${sql}`;
  }
}

/** The account does not exist. */
export class AccountMissingError extends SupportError {
  readonly code = 'account_missing';
  readonly fix = 'Add the account first.';
  constructor(accountId: string) {
    super('The account does not exist.', { accountId });
  }
}
