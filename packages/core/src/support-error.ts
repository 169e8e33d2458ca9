import type { JsonObject } from './json.ts';

const brand = Symbol.for('@parley/support-error');

/**
 * Every error Parley throws on purpose. `code` is stable and part of the public API, `message` says what
 * happened, `fix` says what to do about it, `details` carries ids and numbers but never personal data or secrets.
 * Use {@link SupportError.is} instead of `instanceof`: two installed copies of the package share the brand, not the class.
 */
export abstract class SupportError extends Error {
  /** Lower snake case, e.g. `service_window_closed`; listed in `docs/errors.md`. */
  abstract readonly code: string;
  /** What the caller can do, in one sentence. */
  abstract readonly fix: string;
  /** Whether the same call may succeed later without being changed. */
  readonly retryable: boolean = false;
  /** How long to wait before trying again, in milliseconds, when that is known. */
  readonly retryAfterMs: number | undefined = undefined;
  readonly details: JsonObject;

  constructor(message: string, details: JsonObject = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
    this.name = new.target.name;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for errors of this family, also those of another installed copy of the package. */
  static is(error: unknown): error is SupportError {
    return typeof error === 'object' && error !== null && brand in error;
  }
}
