/** One POST of a webhook and what came of it. */
export interface WebhookAttempt {
  /** From 1. */
  readonly number: number;
  /** Simulated milliseconds since the start. */
  readonly atMs: number;
  /** HTTP status of the answer; undefined when none came. */
  readonly status: number | undefined;
  /** Why there was no answer, e.g. `ECONNREFUSED` or `timeout`. */
  readonly error: string | undefined;
  /** Real milliseconds until the answer. */
  readonly tookMs: number;
}

/**
 * `held`: kept back, see `hold()`. `waiting`: to be posted, or between retries. `delivered`: answered with 2xx.
 * `gave_up`: seven days of retries were in vain.
 */
export type WebhookDeliveryState = 'held' | 'waiting' | 'delivered' | 'gave_up';

/** One webhook body on its way to the business. */
export interface WebhookDelivery {
  /** `whk_1`, `whk_2`, … */
  readonly id: string;
  /** The exact bytes, which are ASCII unless a test posted something else. */
  readonly body: Uint8Array;
  /** `X-Hub-Signature-256`; undefined when it was posted without one. */
  readonly signature: string | undefined;
  /** What is in it, in a few words per update. */
  readonly summary: readonly string[];
  readonly attempts: readonly WebhookAttempt[];
  readonly state: WebhookDeliveryState;
}
