import type { JsonValue } from '../json.ts';
import { SupportError } from '../support-error.ts';

/** A caller's promise that equal keys mean the same call. */
export interface IdempotencyClaim {
  /** Who called, so that callers cannot collide. */
  readonly actor: string;
  readonly key: string;
  /** Lower-case hex SHA-256 over method, route and canonical body. */
  readonly fingerprint: string;
  readonly at: Date;
}

/** The answer of the first call. */
export interface IdempotentAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

/**
 * Idempotency keys, kept in the same transaction as the effect: either both exist or neither. A concurrent call with
 * the same key waits for the first one to end.
 */
export interface IdempotencyStore {
  /** Undefined = the key is new and now ours; else the stored answer. @throws {IdempotencyKeyReusedError} */
  claim(claim: IdempotencyClaim): Promise<IdempotentAnswer | undefined>;
  /** Stores the answer of a key claimed in this transaction. */
  complete(claim: IdempotencyClaim, answer: IdempotentAnswer): Promise<void>;
  /** Deletes keys made before `before`. Resolves to how many. */
  purge(before: Date): Promise<number>;
}

/** The key was used for another call. */
export class IdempotencyKeyReusedError extends SupportError {
  readonly code = 'idempotency_key_reused';
  readonly fix = 'Make a new Idempotency-Key for each different call.';
  constructor() {
    super('This Idempotency-Key already belongs to a call with another method, path or body.');
  }
}
