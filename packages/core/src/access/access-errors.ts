import { SupportError } from '../support-error.ts';

/** The call carries no credentials, or ones that are wrong or revoked. */
export class UnauthenticatedError extends SupportError {
  readonly code = 'unauthenticated';
  readonly fix = 'Send a valid API key as "Authorization: Bearer <key>".';
  constructor() {
    super('The request carries no valid API key.');
  }
}
