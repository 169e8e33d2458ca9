import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { WebhookUpdate } from '../webhook/webhook-update.ts';

/** Something a customer does, ready to be posted alone or in a batch. */
export interface CustomerUpdate extends WebhookUpdate {
  /** The simulator's customer. */
  readonly customerId: string;
  /** `wamid.…` of the message it makes; undefined for updates that make none. */
  readonly messageId: string | undefined;
  /** Does on the phone what the update tells. Called by the simulator when the update is queued. */
  readonly apply: () => void;
}

/** What came of an update. */
export interface SentUpdate {
  /** `wamid.…` of the (first) message in it. */
  readonly messageId: string | undefined;
  /** The webhook that carried it. `delivery.attempts` grows while it is retried. */
  readonly delivery: WebhookDelivery;
}
