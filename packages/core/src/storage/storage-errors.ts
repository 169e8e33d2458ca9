import { SupportError } from '../support-error.ts';

/** A row changed since it was loaded. */
export class StaleWriteError extends SupportError {
  readonly code = 'stale_write';
  readonly fix = 'Load the newest version and repeat the change.';
  override readonly retryable = true;
  constructor(what: string, options?: ErrorOptions) {
    super(`The ${what} was changed by someone else meanwhile.`, { what }, options);
  }
}

/** A unique rule refused the write. */
export class ConflictError extends SupportError {
  readonly code = 'conflict';
  readonly fix = 'Load the existing row named by details.constraint and use it.';
  constructor(constraint: string, options?: ErrorOptions) {
    super('Another row already holds this place.', { constraint }, options);
  }
}

/** The database cannot be reached or does not answer in time; nothing was acknowledged. */
export class StorageUnavailableError extends SupportError {
  readonly code = 'storage_unavailable';
  readonly fix = 'Try again after retryAfterMs; check that the database is up.';
  override readonly retryable = true;
  override readonly retryAfterMs = 2000;
  constructor(options?: ErrorOptions) {
    super('The database is not available right now.', {}, options);
  }
}

/** The database cannot store a value, e.g. text with a NUL character. */
export class NotStorableError extends SupportError {
  readonly code = 'not_storable';
  readonly fix = 'Remove NUL characters and unpaired surrogates from the text.';
  constructor(options?: ErrorOptions) {
    super('The database cannot store this value.', {}, options);
  }
}
