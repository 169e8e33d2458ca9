import { autoReplyTo } from '../business-hours/auto-reply.ts';
import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { InboundMessageEvent } from '../channels/inbound-event.ts';
import { recordMessage } from '../conversations/record-message.ts';
import type { Customer } from '../customers/customer.ts';
import type { Ids, InboxId } from '../ids.ts';
import { composeMessages } from '../messages/compose-messages.ts';
import type { BatchState } from './batch-state.ts';

/**
 * Tells a customer who wrote outside the business hours that nobody is there, once per conversation and time of being
 * closed. The answer is stored as `queued` like any other. While an assistant has the word, it answers instead; what is
 * old, another party's, or was not the customer writing gets none.
 */
export function replyAutomatically(
  state: BatchState,
  { inboxId, hours }: { readonly inboxId: InboxId; readonly hours?: BusinessHours | undefined },
  event: InboundMessageEvent,
  customer: Customer,
  given: { readonly ids: Ids; readonly at: Date },
): void {
  if (hours?.autoReply === undefined || event.kind !== 'message' || !event.opensWindow) return;
  if (event.context.isHistory === true || event.context.isStandby === true) return;
  const conversation = state.latest(customer.id, inboxId);
  if (conversation === undefined || conversation.controller === 'assistant') return;
  const { at } = given;
  const told = { repliedAt: conversation.autoRepliedAt, language: customer.language };
  const text = autoReplyTo(hours, told, at);
  if (text === undefined) return;
  const { id: conversationId, lastSeq } = conversation;
  const [message] = composeMessages(
    { conversationId, inboxId, customerId: customer.id, lastSeq },
    {
      parts: [{ id: given.ids.next('msg'), content: { type: 'text', text } }],
      sender: { type: 'system' },
      context: {},
    },
    at,
  );
  if (message === undefined) return;
  const recorded = recordMessage(conversation, message, { opensWindow: false }, at);
  // Lists go on showing what the customer wants.
  const shown = conversation.preview === undefined ? {} : { preview: conversation.preview };
  state.changeConversation({ ...recorded.next, ...shown, autoRepliedAt: at });
  state.addMessage(message);
  const { id: messageId, customerId, seq, content } = message;
  const data = { messageId, conversationId, inboxId, customerId, seq, contentType: content.type };
  state.tell({ type: 'system' }, [...recorded.events, { type: 'message.queued', data }]);
}
