import { SupportError } from '../support-error.ts';

/** The token proves nobody: it is missing, not signed by this inbox's host, or not for this inbox. One answer for all. */
export class CustomerTokenRefusedError extends SupportError {
  readonly code = 'unauthenticated';
  readonly fix =
    "Have your backend sign a token with this inbox's key, issuer and audience: iss, aud, sub, iat, exp (at most 15 minutes later), jti.";
  constructor(options?: ErrorOptions) {
    super('The token does not prove a customer of this inbox.', {}, options);
  }
}

/** The token was right once. */
export class CustomerTokenExpiredError extends SupportError {
  readonly code = 'token_expired';
  readonly fix = 'Ask your backend for a new token.';
  constructor(options?: ErrorOptions) {
    super('The token has expired.', {}, options);
  }
}

/** The host's public keys cannot be fetched right now, so no token can be checked. */
export class CustomerTokenKeysUnavailableError extends SupportError {
  readonly code = 'token_keys_unavailable';
  readonly fix = "Try again after retryAfterMs; check that the inbox's jwksUrl answers.";
  override readonly retryable = true;
  override readonly retryAfterMs = 5000;
  constructor() {
    super("The keys that check customers' tokens cannot be fetched right now.");
  }
}
