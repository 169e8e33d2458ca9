import type { JsonObject, JsonValue } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { MessageHeader } from './inbound-message.ts';
import { inboundMessage } from './inbound-message.ts';

/** A tap on a reply button of an interactive message. */
export function buttonReplyMessage(header: MessageHeader, reply: { id: string; title: string }): JsonObject {
  return inboundMessage(header, 'interactive', {
    type: 'button_reply',
    button_reply: { id: reply.id, title: reply.title },
  });
}

/** A choice from a list message. */
export function listReplyMessage(
  header: MessageHeader,
  reply: { id: string; title: string; description?: string },
): JsonObject {
  return inboundMessage(header, 'interactive', { type: 'list_reply', list_reply: present({ ...reply }) });
}

/** A completed flow or address form. `response` may be text to stand for a string that is not JSON. */
export function flowReplyMessage(
  header: MessageHeader,
  reply: { name?: 'flow' | 'address_message'; body?: string; response: JsonObject | string },
): JsonObject {
  const responseJson = typeof reply.response === 'string' ? reply.response : JSON.stringify(reply.response);
  return inboundMessage(header, 'interactive', {
    type: 'nfm_reply',
    nfm_reply: { name: reply.name ?? 'flow', body: reply.body ?? 'Sent', response_json: responseJson },
  });
}

/** A tap on a quick-reply button of a template. */
export function templateButtonMessage(
  header: MessageHeader,
  button: { payload: string; text: string },
): JsonObject {
  return inboundMessage(header, 'button', { payload: button.payload, text: button.text });
}

/** A message changed by the customer. As in the documented sample, the message itself names no user id. */
export function editMessage(
  header: MessageHeader,
  edit: { originalId: string; type: string; content: JsonValue; context?: JsonObject },
): JsonObject {
  const message = present({ context: edit.context, type: edit.type, [edit.type]: edit.content });
  return inboundMessage(withoutUserIds(header), 'edit', { original_message_id: edit.originalId, message });
}

/** A message deleted for everyone by the customer. As in the documented sample, the message itself names no user id. */
export function revokeMessage(header: MessageHeader, originalId: string): JsonObject {
  return inboundMessage(withoutUserIds(header), 'revoke', { original_message_id: originalId });
}

function withoutUserIds(header: MessageHeader): MessageHeader {
  const waId = header.sender.waId;
  return { ...header, sender: waId === undefined ? {} : { waId } };
}

/** The customer's phone number changed; their user id changes with it. */
export function numberChangedMessage(
  header: MessageHeader,
  change: {
    newWaId: string;
    body: string;
    userId?: string;
    previousUserId?: string;
    parentUserId?: string;
    previousParentUserId?: string;
  },
): JsonObject {
  const waId = header.sender.waId;
  return inboundMessage(
    { ...header, sender: waId === undefined ? {} : { waId } },
    'system',
    present({
      type: 'user_changed_number',
      body: change.body,
      wa_id: change.newWaId,
      user_id: change.userId,
      previous_user_id: change.previousUserId,
      parent_user_id: change.parentUserId,
      previous_parent_user_id: change.previousParentUserId,
    }),
  );
}

/** The customer's user id was rotated and their number may not be shared: there is neither `from` nor `wa_id`. */
export function userIdChangedMessage(
  header: MessageHeader,
  change: {
    body: string;
    userId: string;
    previousUserId: string;
    parentUserId?: string;
    previousParentUserId?: string;
  },
): JsonObject {
  return inboundMessage(
    { ...header, sender: {} },
    'system',
    present({
      type: 'user_changed_user_id',
      body: change.body,
      user_id: change.userId,
      previous_user_id: change.previousUserId,
      parent_user_id: change.parentUserId,
      previous_parent_user_id: change.previousParentUserId,
    }),
  );
}
