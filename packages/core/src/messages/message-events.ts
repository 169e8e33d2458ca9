import type { ConversationId, CustomerId, InboxId, MessageId } from '../ids.ts';
import type { DeliveryError } from './delivery-status.ts';
import type { ContentType } from './message-content.ts';

interface MessageRef {
  messageId: MessageId;
  conversationId: ConversationId;
}

interface NewMessage extends MessageRef {
  inboxId: InboxId;
  customerId: CustomerId;
  seq: number;
  contentType: ContentType;
}

/** What happens to messages. Payloads carry ids and kinds; the text is read through the API. */
export interface MessageEvents {
  'message.received': NewMessage;
  /** Stored and waiting to be sent. */
  'message.queued': NewMessage;
  /** Written in the channel's own app, not through Parley. */
  'message.echoed': NewMessage;
  'message.sent': MessageRef;
  'message.delivered': MessageRef;
  'message.read': MessageRef;
  'message.failed': MessageRef & { error: DeliveryError | undefined };
  /** Never handed to the provider, e.g. because the window closed while it waited. */
  'message.blocked': MessageRef & { error: DeliveryError | undefined };
  /** Nobody knows whether the provider took it; settled by evidence or by a person, never by sending again. */
  'message.unknown': MessageRef & { error: DeliveryError | undefined };
  'message.reacted': MessageRef & { emoji: string | undefined };
  'message.edited': MessageRef;
  'message.deleted': MessageRef;
}
