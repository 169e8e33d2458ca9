import type { Actor } from '../actor.ts';
import type { ConversationId, CustomerId, InboxId, MessageId } from '../ids.ts';
import { queuedDelivery } from './delivery-status.ts';
import type { MessageContext, OutboundMessage } from './message.ts';
import type { MessageContent } from './message-content.ts';

/** Where new messages go. */
export interface ComposeTarget {
  readonly conversationId: ConversationId;
  readonly inboxId: InboxId;
  readonly customerId: CustomerId;
  /** Of the conversation's newest message. */
  readonly lastSeq: number;
}

/** Messages waiting to be sent, one per part, numbered after the conversation's newest. */
export function composeMessages(
  target: ComposeTarget,
  input: {
    readonly parts: readonly { readonly id: MessageId; readonly content: MessageContent }[];
    readonly sender: Actor;
    readonly context: MessageContext;
    readonly clientMessageId?: string;
  },
  at: Date,
): readonly OutboundMessage[] {
  // Only the first part quotes what is answered.
  const { replyToProviderMessageId: _replyTo, ...ofAllParts } = input.context;
  return input.parts.map(({ id, content }, part) => ({
    id,
    conversationId: target.conversationId,
    inboxId: target.inboxId,
    customerId: target.customerId,
    seq: target.lastSeq + 1 + part,
    direction: 'outbound',
    sender: input.sender,
    content,
    context: part === 0 ? input.context : ofAllParts,
    delivery: queuedDelivery(at),
    ...(input.clientMessageId === undefined ? {} : { clientMessageId: input.clientMessageId }),
    part,
    reactions: [],
    revisions: [],
    sentAt: at,
    createdAt: at,
  }));
}
