import { SupportError } from '../support-error.ts';

/** The call carries no credentials, or ones that are wrong, revoked or of a disabled agent. */
export class UnauthenticatedError extends SupportError {
  readonly code = 'unauthenticated';
  readonly fix = 'Send a valid API key or agent token as "Authorization: Bearer <key or token>".';
  constructor() {
    super('The request carries no valid API key or agent token.');
  }
}

/** The caller is known and may not do this. */
export class ForbiddenError extends SupportError {
  readonly code = 'forbidden';
  readonly fix = 'Ask somebody with the role in details.least, or use an API key on your server.';
  /** @param least the role it takes; `api_key` = no agent may */
  constructor(least: 'agent' | 'supervisor' | 'admin' | 'api_key') {
    super('Your role does not allow this.', { least });
  }
}
