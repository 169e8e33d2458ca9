import { ConflictError, NotStorableError, StorageUnavailableError, SupportError } from '@parley/core';

/** The database gave up on the transaction because of another one; the same work may succeed at once. */
export class TransactionConflict extends Error {
  constructor(cause: unknown) {
    super('The transaction lost against another one.', { cause });
    this.name = 'TransactionConflict';
  }
}

/** Said of statements after the first one of a transaction failed; the first one's error is the one that matters. */
const inFailedTransaction = '25P02';
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
const duplicateObject = '42710';
const divisionByZero = '22012';
const insufficientPrivilege = '42501';
const internalError = 'XX000';
const lockNotAvailable = '55P03';
const undefinedTable = '42P01';
const invalidSchema = '3F000';
const serializationFailure = '40001';
const deadlockDetected = '40P01';

/**
 * Of these kinds nothing is wrong with the statement: 08 connection, 28 login, 3D no such database, 53 resources (disk
 * full, too many connections), 55P03 a lock was not granted in time, 57 shutdown or cancelled by a timeout, 58 system,
 * 25006 a standby after a failover, 25P03 and 25P04 a transaction that took too long.
 */
const unavailable = /^(08|28|3D|53|57|58)|^(55P03|25006|25P03|25P04)$/;

/** 22 the value has no representation (NUL, half a surrogate pair, out of range; but 22023 is a wrong setting), 54 it is too large or too deep. */
const notStorable = /^(22(?!023)|54)/;

/** What the pg driver says, without a code, when a connection is gone or an answer did not come. */
const lostConnection =
  /Connection terminated|not queryable|[Tt]imeout|timeout exceeded|Cannot use a pool|server closed the connection|PGlite is closed/;

/** Those of them that do not come after a time of waiting. */
const closedConnection = /Connection terminated|not queryable|server closed the connection/;

const systemCalls = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTCONN',
  'ECONNABORTED',
]);

/** The SQLSTATE of a database's error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !systemCalls.has(code) ? code : undefined;
}

/** True if the error only says that an earlier statement of the transaction failed. */
export function isAfterFailure(error: unknown): boolean {
  return sqlState(error) === inFailedTransaction;
}

/** True if what should be made exists already, perhaps made by somebody else in this very moment. */
export function isDuplicateObject(error: unknown): boolean {
  const state = sqlState(error);
  return state === duplicateObject || state === uniqueViolation;
}

/** The foreign key that refused a statement, if one did. */
export function violatedForeignKey(error: unknown): string | undefined {
  return sqlState(error) === foreignKeyViolation ? (error as { constraint?: string }).constraint : undefined;
}

/** True if a statement failed because its own check did. */
export function isDivisionByZero(error: unknown): boolean {
  return sqlState(error) === divisionByZero;
}

/** True if the login role lacks a privilege. */
export function isNotAllowed(error: unknown): boolean {
  return sqlState(error) === insufficientPrivilege;
}

/** True if two sessions changed the same catalog row at once; the loser may simply do it again. */
export function isRowContended(error: unknown): boolean {
  return (
    sqlState(error) === internalError &&
    error instanceof Error &&
    error.message.includes('concurrently updated')
  );
}

/** True if a lock was not granted within `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === lockNotAvailable;
}

/** True if a table or schema does not exist. */
export function isUndefinedTable(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefinedTable || state === invalidSchema;
}

/** True if the connection can no longer be used, or nobody knows what state it is in. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0)/.test(state) || state === '25P03' || state === '25P04';
  return isLostCall(error);
}

/** True if the connection was closed by the other side: what was sent on it may never have been looked at. */
export function isConnectionClosed(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P01|57P02)/.test(state);
  const code = codeOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return error instanceof Error && closedConnection.test(error.message);
}

function isLostCall(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && systemCalls.has(code)) return true;
  return error instanceof Error && lostConnection.test(error.message);
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What a driver threw, in the words of the storage port. Anything unforeseen comes back as it is. */
export function translateError(error: unknown): unknown {
  if (SupportError.is(error) || error instanceof TransactionConflict) return error;
  const options = { cause: error };
  const state = sqlState(error);
  if (state === undefined) return isLostCall(error) ? new StorageUnavailableError(options) : error;
  if (state === serializationFailure || state === deadlockDetected) return new TransactionConflict(error);
  if (state === uniqueViolation)
    return new ConflictError((error as { constraint?: string }).constraint ?? 'unknown', options);
  if (unavailable.test(state)) return new StorageUnavailableError(options);
  if (notStorable.test(state)) return new NotStorableError(options);
  return error;
}
