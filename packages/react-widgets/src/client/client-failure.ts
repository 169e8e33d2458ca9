import type { ClientError } from './client-error.ts';

/** What calls of the client reject with: a {@link ClientError} that can be thrown. */
export class ClientFailure extends Error implements ClientError {
  override readonly name = 'ClientFailure';
  declare readonly code: string;
  declare readonly isRetryable: boolean;
  declare readonly fix?: string;
  declare readonly requestId?: string;
  declare readonly retryAfterMs?: number | undefined;
  declare readonly details?: Readonly<Record<string, unknown>>;

  constructor(error: ClientError, options?: ErrorOptions) {
    super(error.message, options);
    Object.assign(this, error);
  }
}

/** Whatever was thrown, as a {@link ClientFailure}. */
export function failureOf(thrown: unknown): ClientFailure {
  if (thrown instanceof ClientFailure) return thrown;
  const message = String((thrown as Error | undefined)?.message ?? thrown);
  return new ClientFailure({ code: 'client_error', message, isRetryable: false }, { cause: thrown });
}

/** The same without `Error`, to be kept in a snapshot or in storage. */
export function plainError({ name: _name, message, ...error }: ClientFailure): ClientError {
  return { ...error, message };
}
