import type { ChatChoice } from '../chat/chat-message.ts';
import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import { SimulatorError } from '../simulator-error.ts';
import {
  buttonReplyMessage,
  editMessage,
  flowReplyMessage,
  listReplyMessage,
  revokeMessage,
  templateButtonMessage,
} from '../webhook/answer-messages.ts';
import { draftContacts, draftLocation } from './content-drafts.ts';
import type { CustomerRecord } from './customer-record.ts';
import type { CustomerUpdate } from './customer-update.ts';
import type { DraftContext } from './draft-context.ts';
import { draftMessage, headerOf } from './draft-context.ts';
import type { MessageOptions } from './message-options.ts';

/** A tap on a reply button. */
export function draftButtonReply(
  context: DraftContext,
  customer: CustomerRecord,
  reply: { id: string; title: string },
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  return draftMessage(context, customer, header, buttonReplyMessage(header, reply), {
    content: { kind: 'text', text: reply.title },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A choice from a list. */
export function draftListReply(
  context: DraftContext,
  customer: CustomerRecord,
  reply: { id: string; title: string; description?: string },
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  return draftMessage(context, customer, header, listReplyMessage(header, reply), {
    content: { kind: 'text', text: reply.title },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A completed flow. */
export function draftFlowReply(
  context: DraftContext,
  customer: CustomerRecord,
  reply: { name?: 'flow' | 'address_message'; body?: string; response: JsonObject | string },
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  return draftMessage(context, customer, header, flowReplyMessage(header, reply), {
    content: { kind: 'text', text: reply.body ?? 'Sent' },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A tap on a template's quick-reply button. */
export function draftTemplateButton(
  context: DraftContext,
  customer: CustomerRecord,
  button: { payload: string; text: string },
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  return draftMessage(context, customer, header, templateButtonMessage(header, button), {
    content: { kind: 'text', text: button.text },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** The customer changes the text of a message they sent. Neither this nor a deletion opens the window. */
export function draftEdit(
  context: DraftContext,
  customer: CustomerRecord,
  originalId: string,
  text: string,
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  const original = context.chats.find(originalId)?.content;
  const captioned = original?.kind === 'image' || original?.kind === 'video' || original?.kind === 'document';
  const type = captioned ? original.kind : 'text';
  const content = captioned
    ? present({ caption: text, mime_type: original.mimeType, id: original.mediaId })
    : { body: text };
  return draftMessage(context, customer, header, editMessage(header, { originalId, type, content }), {
    opensWindow: false,
    also: () =>
      context.chats.change(originalId, (target) => {
        target.content = captioned ? { ...original, caption: text } : { kind: 'text', text };
        target.edited = true;
      }),
  });
}

/** The customer deletes a message for everyone. */
export function draftRevoke(
  context: DraftContext,
  customer: CustomerRecord,
  originalId: string,
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  return draftMessage(context, customer, header, revokeMessage(header, originalId), {
    opensWindow: false,
    also: () =>
      context.chats.change(originalId, (target) => {
        target.revoked = true;
      }),
  });
}

function answerTo(
  context: DraftContext,
  customer: CustomerRecord,
  choice: ChatChoice,
  options: MessageOptions,
): CustomerUpdate {
  switch (choice.kind) {
    case 'button':
      return draftButtonReply(context, customer, choice, options);
    case 'list': {
      const { id, title, description } = choice;
      return draftListReply(
        context,
        customer,
        { id, title, ...(description === undefined ? {} : { description }) },
        options,
      );
    }
    case 'template_button':
      return draftTemplateButton(context, customer, { payload: choice.id, text: choice.title }, options);
    case 'flow':
      return draftFlowReply(context, customer, { response: { flow_token: choice.id } }, options);
    case 'location':
      return draftLocation(context, customer, { latitude: 37.483307, longitude: -122.148981 }, options);
    case 'contact': {
      const phone = customer.phone ?? '';
      const card = {
        phones: [{ phone, waId: customer.waId ?? '', type: 'CELL' }],
        origin: 'contact_request',
      } as const;
      return draftContacts(context, customer, [card], options);
    }
    case 'link':
      throw new SimulatorError('invalid_request', 'Opening a link tells the business nothing.');
  }
}

/**
 * The customer taps a choice of a message from the business.
 * @throws {@link SimulatorError} `unknown_message` when there is no such message or choice on this phone.
 */
export function draftTap(
  context: DraftContext,
  customer: CustomerRecord,
  messageId: string,
  choiceId: string,
): CustomerUpdate {
  const message = context.chats.find(messageId);
  if (message?.customerId !== customer.id) {
    throw new SimulatorError(
      'unknown_message',
      `There is no message "${messageId}" on this phone. One just sent gets there with the next settled().`,
    );
  }
  const content = message.content;
  const choices = content.kind === 'interactive' || content.kind === 'template' ? content.choices : [];
  const choice = choices.find((candidate) => candidate.id === choiceId || candidate.title === choiceId);
  if (choice === undefined) {
    const known = choices.map((candidate) => candidate.id).join(', ') || 'none';
    throw new SimulatorError(
      'unknown_message',
      `There is no choice "${choiceId}" to tap there (choices: ${known}).`,
    );
  }
  return answerTo(context, customer, choice, { replyTo: messageId });
}
