import { SupportError } from '../support-error.ts';

/** Too much is waiting already; nothing of this request was stored. */
export class IntakeOverloadedError extends SupportError {
  readonly code = 'intake_overloaded';
  readonly fix = 'Send it again after retryAfterMs; providers do so on their own.';
  override readonly retryable = true;
  override readonly retryAfterMs = 1000;
  constructor(queued: number, options?: ErrorOptions) {
    super('More messages are coming in than can be stored right now.', { queued }, options);
  }
}

/** The engine is shutting down; nothing of this request was stored. */
export class ShuttingDownError extends SupportError {
  readonly code = 'shutting_down';
  readonly fix = 'Send it again to another instance, or after retryAfterMs.';
  override readonly retryable = true;
  override readonly retryAfterMs = 1000;
  constructor() {
    super('This instance is shutting down.');
  }
}
