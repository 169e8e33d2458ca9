import type { ConversationId } from '../ids.ts';
import type { DeliveryStatus } from './delivery-status.ts';
import type { Message, Sender } from './message.ts';
import type { ContentType } from './message-content.ts';

/** Names a message by its place in its conversation. */
export interface MessagePlace {
  readonly conversationId: ConversationId;
  readonly seq: number;
}

/** What a list shows of a message: nothing of what it says. */
export interface MessageHead extends MessagePlace {
  readonly direction: Message['direction'];
  readonly sender: Sender;
  readonly contentType: ContentType;
  /** How far it got; absent for messages of the customer. */
  readonly status?: DeliveryStatus;
}
