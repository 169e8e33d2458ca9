import type { JsonObject } from '../json.ts';
import { SupportError } from '../support-error.ts';

/** The webhook's signature is missing or wrong; nothing was read or stored. */
export class SignatureMismatchError extends SupportError {
  readonly code = 'signature_mismatch';
  readonly fix = "Sign the exact request body with the inbox's current secret.";
  constructor(channel: string) {
    super('The request is not signed with this inbox’s secret.', { channel });
  }
}

/** The subscription check carries the wrong verify token. */
export class HandshakeRefusedError extends SupportError {
  readonly code = 'handshake_refused';
  readonly fix = "Use the inbox's verify token when subscribing the webhook.";
  constructor(channel: string) {
    super('The verify token does not match.', { channel });
  }
}

/**
 * What a failed call to a provider means.
 * `not_sent`: it provably did not take the message. `refused`: it said no for good. `unknown`: it may have taken it.
 * `needs_template`: the service window is closed. `channel_down`: credentials or account state; no message will go.
 */
export type SendFailure = 'not_sent' | 'refused' | 'unknown' | 'needs_template' | 'channel_down';

/** A provider did not take a message, or we cannot tell. */
export class ChannelSendError extends SupportError {
  readonly code: string;
  readonly fix: string;
  readonly failure: SendFailure;
  override readonly retryable: boolean;
  /** The provider's own code, e.g. `131056`. */
  readonly providerCode?: string;
  declare readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: {
      /** Ours, stable, e.g. `recipient_unreachable`. */
      readonly code: string;
      readonly fix: string;
      readonly failure: SendFailure;
      /** Only a `not_sent` failure may be retryable: anything else could reach the customer twice. */
      readonly retryable: boolean;
      readonly providerCode?: string;
      readonly retryAfterMs?: number;
      readonly details?: JsonObject;
      readonly cause?: unknown;
    },
  ) {
    super(message, options.details ?? {}, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.fix = options.fix;
    this.failure = options.failure;
    this.retryable = options.retryable && options.failure === 'not_sent';
    if (options.providerCode !== undefined) this.providerCode = options.providerCode;
    this.retryAfterMs = options.retryAfterMs;
  }
}
