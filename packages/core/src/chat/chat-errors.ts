import { SupportError } from '../support-error.ts';

const tooMany = {
  messages: 'Too many messages at once.',
  conversations: 'Too many new conversations at once.',
  files: 'Too many files at once.',
  contacts: 'Contact details were left too often.',
  visitors: 'Too many new visitors from this address.',
} as const;

/** The customer, or their network, did more in a short time than people do. */
export class RateLimitedError extends SupportError {
  readonly code = 'rate_limited';
  readonly fix = 'Wait for details.retryAfterMs, then send the same request again.';
  override readonly retryable = true;
  override readonly retryAfterMs: number;
  constructor(what: keyof typeof tooMany, retryAfterMs: number) {
    super(tooMany[what], { what, retryAfterMs });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Somebody leaves contact details who never wrote: nothing is stored of people who only look. */
export class NothingWrittenYetError extends SupportError {
  readonly code = 'nothing_written_yet';
  readonly fix = 'Send a message first.';
  constructor() {
    super('Contact details belong to a message, and there is none.');
  }
}

/** The inbox talks to signed-in customers only. */
export class AnonymousNotAllowedError extends SupportError {
  readonly code = 'anonymous_not_allowed';
  readonly fix = "Sign the customer in and use a token of your backend, or set the inbox's allowsAnonymous.";
  constructor() {
    super('This inbox does not take messages from visitors who have not signed in.');
  }
}

/** The visitor signed in, and the thread goes on under their own name. */
export class SessionEndedError extends SupportError {
  readonly code = 'session_ended';
  readonly fix = 'Use the token of the signed-in customer, or start as a new visitor.';
  constructor() {
    super('This visitor has signed in; the anonymous session is over.');
  }
}
