import type { JsonObject } from '../json-value.ts';
import { objectAt, present, stringAt } from '../json-value.ts';
import { mediaLimits } from '../media/media-limits.ts';
import { createMessageId } from '../random/message-id.ts';
import type { SentMessage } from '../status/sent-message.ts';
import type { SendableType } from './check-message.ts';
import { checkMessage, mediaIdsOf, wordsOf } from './check-message.ts';
import { checkApproved } from './check-template.ts';
import type { FoundRecipient } from './find-recipient.ts';
import { findRecipient, reasonNotToArrive } from './find-recipient.ts';
import type { GraphContext } from './graph-context.ts';
import { GraphError } from './graph-error.ts';
import { contentOf } from './show-on-phone.ts';

/** An accepted send. */
export interface AcceptedSend {
  readonly body: JsonObject;
  readonly messageId: string;
}

function checkMediaIds(context: GraphContext, body: JsonObject, type: SendableType): void {
  for (const { id, kind } of mediaIdsOf(body, type)) {
    const media = context.media.find(id);
    if (media === undefined || media.source !== 'upload') {
      throw new GraphError(
        100,
        `Param ${kind}['id'] is not a valid whatsapp business account media attachment ID`,
      );
    }
    const limit = kind === 'image' || kind === 'video' || kind === 'sticker' ? mediaLimits[kind] : undefined;
    const bare = media.mimeType.split(';')[0] ?? '';
    if (limit !== undefined && !limit.mimeTypes.includes(bare)) {
      throw new GraphError(131053, `A file of type ${bare} cannot be sent as ${kind}.`);
    }
  }
}

function arriveOnPhone(context: GraphContext, message: SentMessage, recipient: FoundRecipient): void {
  const customer = recipient.customer;
  if (customer === undefined) return;
  const type = message.type as SendableType;
  if (type === 'reaction') {
    const reaction = objectAt(message.body, 'reaction');
    const emoji = stringAt(reaction, 'emoji');
    context.chats.change(stringAt(reaction, 'message_id') ?? '', (target) => {
      target.reactions = { ...target.reactions, business: emoji === '' ? undefined : emoji };
    });
    return;
  }
  context.chats.add({
    id: message.id,
    customerId: customer.id,
    from: 'business',
    at: message.at,
    content: contentOf(message.body, type),
    state: 'sent',
    replyTo: stringAt(objectAt(message.body, 'context'), 'message_id'),
  });
  context.changes.publish({ type: 'typing', customerId: customer.id, untilMs: 0 });
}

/**
 * Takes a message to be sent: checks it, answers, and plans what becomes of it.
 * @throws {@link GraphError} as the provider would answer.
 */
export async function postMessage(context: GraphContext, body: JsonObject): Promise<AcceptedSend> {
  const type = checkMessage(body);
  const recipient = findRecipient(context, body);
  const at = context.clock.now();
  if (type === 'template') checkApproved(context.settings.approvedTemplates, body, recipient.addressedBy);
  checkMediaIds(context, body, type);
  context.limits.check(recipient.customer?.id ?? recipient.input, at.getTime());

  const party = recipient.waId ?? recipient.input;
  const message = context.outbox.add({
    id: createMessageId(context.ids, party, 'outbound'),
    at,
    to: recipient.input,
    addressedBy: recipient.addressedBy,
    customerId: recipient.customer?.id,
    type,
    text: wordsOf(body, type),
    callbackData: stringAt(body, 'biz_opaque_callback_data'),
    body,
  });
  context.trace.record('message.accept', { message: message.id, type, customer: message.customerId });
  const failure = reasonNotToArrive(context.settings, recipient.customer, type === 'template', at);
  await context.statuses.plan(message, recipient, () => arriveOnPhone(context, message, recipient), failure);
  return { body: acceptedBody(recipient, message, type), messageId: message.id };
}

function acceptedBody(recipient: FoundRecipient, message: SentMessage, type: SendableType): JsonObject {
  const contact = present({
    input: recipient.input,
    wa_id: recipient.addressedBy === 'phone' ? recipient.waId : undefined,
    user_id: recipient.addressedBy === 'user_id' ? recipient.input : undefined,
  });
  const status = type === 'template' ? { message_status: 'accepted' } : {};
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: message.id, ...status }] };
}

/** Typing disappears after 25 seconds. WhatsApp Cloud API, typing indicators. */
const typingMs = 25_000;

/**
 * Marks a customer's message, and all before it, as read by the business; shows typing when asked to.
 * @throws {@link GraphError} 131009 for a message the customer never sent.
 */
export function markRead(context: GraphContext, body: JsonObject): JsonObject {
  const messageId = stringAt(body, 'message_id');
  if (messageId === undefined) throw new GraphError(131008, "Required parameter 'message_id' is missing.");
  const customerId = context.chats.customerOfInbound(messageId);
  if (customerId === undefined && context.settings.strangers === 'trust') return { success: true };
  if (customerId === undefined) {
    throw new GraphError(131009, 'Param message_id is not the id of a message from a customer.');
  }
  const message = context.chats.find(messageId);
  const chat = context.chats.of(customerId);
  const upTo = message === undefined ? chat.length : chat.indexOf(message) + 1;
  for (const earlier of chat.slice(0, upTo)) {
    if (earlier.from === 'customer' && earlier.state !== 'read') {
      context.chats.change(earlier.id, (shown) => {
        shown.state = 'read';
      });
    }
  }
  const typing = objectAt(body, 'typing_indicator') !== undefined;
  context.trace.record('message.mark_read', { message: messageId, typing });
  if (typing) {
    const untilMs = context.clock.now().getTime() + typingMs;
    context.changes.publish({ type: 'typing', customerId, untilMs });
  }
  return { success: true };
}
