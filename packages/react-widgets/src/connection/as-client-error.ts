import type { ClientError } from '../client/client-error.ts';

/** What was thrown, as something that can be shown: the client's own errors stay as they are. */
export function asClientError(error: unknown): ClientError {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error as ClientError;
  }
  return {
    code: 'unexpected_error',
    message: error instanceof Error ? error.message : 'Something went wrong in this page.',
    isRetryable: true,
  };
}
