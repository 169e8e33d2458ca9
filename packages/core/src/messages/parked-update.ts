import type { InboxId } from '../ids.ts';
import type { DeliveryEvidence } from './delivery-status.ts';
import type { Sender } from './message.ts';
import type { MessageContent } from './message-content.ts';

/** A change to one message, known by the provider's id. */
export type MessageUpdate =
  | { readonly type: 'delivery'; readonly evidence: DeliveryEvidence }
  | { readonly type: 'reaction'; readonly by: Sender; readonly emoji?: string; readonly at: Date }
  | { readonly type: 'edit'; readonly content: MessageContent; readonly at: Date }
  | { readonly type: 'delete'; readonly at: Date };

/**
 * An update that came before its message was stored (a status can overtake the answer to the send that it is
 * about, a reaction the message it is on). It is applied when the message is stored.
 */
export interface ParkedUpdate {
  readonly inboxId: InboxId;
  readonly providerMessageId: string;
  /** Equal for the same update delivered twice. */
  readonly dedupeKey: string;
  readonly update: MessageUpdate;
  readonly receivedAt: Date;
}
