import type { ChatContent } from '../chat/chat-message.ts';
import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import { sampleFile } from '../media/sample-file.ts';
import { detailsOfError, titleOfError } from '../status/error-titles.ts';
import type { ContactCardInput, LocationInput, MediaKind, OrderInput } from '../webhook/content-messages.ts';
import {
  contactCardsMessage,
  locationMessage,
  mediaMessage,
  orderMessage,
  reactionMessage,
  textMessage,
  unsupportedMessage,
  welcomeRequest,
} from '../webhook/content-messages.ts';
import type { MessageHeader } from '../webhook/inbound-message.ts';
import { inboundMessage } from '../webhook/inbound-message.ts';
import type { CustomerRecord } from './customer-record.ts';
import type { CustomerUpdate } from './customer-update.ts';
import type { DraftContext } from './draft-context.ts';
import { draftMessage, headerOf } from './draft-context.ts';
import type { MediaOptions, MessageOptions } from './message-options.ts';

/** A text message. */
export function draftText(
  context: DraftContext,
  customer: CustomerRecord,
  body: string,
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  return draftMessage(context, customer, header, textMessage(header, body), {
    content: { kind: 'text', text: body },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A media message with real bytes, fetchable from the Graph side for 7 days. */
export function draftMedia(
  context: DraftContext,
  customer: CustomerRecord,
  kind: MediaKind,
  options: MediaOptions = {},
): CustomerUpdate {
  const sample = sampleFile(kind);
  const mimeType = options.mimeType ?? sample.mimeType;
  const fileName = options.fileName ?? (options.bytes === undefined ? sample.fileName : undefined);
  const stored = context.media.add({
    bytes: options.bytes ?? sample.bytes,
    mimeType,
    fileName,
    source: 'webhook',
  });
  const failed = options.downloadFailed === true;
  const error = { code: 131052, title: titleOfError(131052), message: titleOfError(131052) };
  const errors = [{ ...error, error_data: { details: detailsOfError(131052) } }];
  const plain = headerOf(context, customer, options);
  const header: MessageHeader = failed ? { ...plain, errors } : plain;
  const url = failed ? undefined : context.mediaUrl(stored.id);
  const message = mediaMessage(header, kind, {
    mimeType,
    ...(failed ? {} : { id: stored.id, sha256: stored.sha256 }),
    ...(options.caption === undefined ? {} : { caption: options.caption }),
    ...(fileName === undefined ? {} : { fileName }),
    voice: options.voice ?? true,
    animated: options.animated ?? false,
    ...(url === undefined ? {} : { url }),
  });
  const facts = present({
    mediaId: stored.id,
    caption: options.caption,
    fileName,
    mimeType,
    voice: kind === 'audio' ? (options.voice ?? true) : undefined,
  });
  const content = { kind, ...facts } as ChatContent;
  return draftMessage(context, customer, header, message, {
    content,
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A location message. */
export function draftLocation(
  context: DraftContext,
  customer: CustomerRecord,
  location: LocationInput,
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  const { latitude, longitude, name, address } = location;
  const words = present({ name, address }) as { name?: string; address?: string };
  return draftMessage(context, customer, header, locationMessage(header, location), {
    content: { kind: 'location', latitude, longitude, ...words },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A message with contact cards. */
export function draftContacts(
  context: DraftContext,
  customer: CustomerRecord,
  cards: readonly ContactCardInput[],
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  const names = cards.map(
    (card) => card.formattedName ?? card.firstName ?? card.phones?.[0]?.phone ?? 'Contact',
  );
  return draftMessage(context, customer, header, contactCardsMessage(header, cards), {
    content: { kind: 'contacts', names },
    replyTo: options.replyTo,
    opensWindow: true,
  });
}

/** A reaction; no emoji takes it back. It does not open the window. */
export function draftReaction(
  context: DraftContext,
  customer: CustomerRecord,
  messageId: string,
  emoji: string | undefined,
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  return draftMessage(context, customer, header, reactionMessage(header, messageId, emoji), {
    opensWindow: false,
    also: () =>
      context.chats.change(messageId, (target) => {
        target.reactions = { ...target.reactions, customer: emoji === '' ? undefined : emoji };
      }),
  });
}

/** An order from the catalogue. */
export function draftOrder(
  context: DraftContext,
  customer: CustomerRecord,
  order: OrderInput,
  options: MessageOptions = {},
): CustomerUpdate {
  const header = headerOf(context, customer, options);
  const pieces = order.items.reduce((sum, item) => sum + item.quantity, 0);
  return draftMessage(context, customer, header, orderMessage(header, order), {
    content: { kind: 'notice', text: `Order of ${pieces} item${pieces === 1 ? '' : 's'}` },
    opensWindow: true,
  });
}

/** The customer opens the chat for the first time. */
export function draftWelcome(context: DraftContext, customer: CustomerRecord): CustomerUpdate {
  const header = headerOf(context, customer, {});
  return draftMessage(context, customer, header, welcomeRequest(header), { opensWindow: false });
}

/** A message of a kind the provider does not hand over, e.g. a poll. */
export function draftUnsupported(
  context: DraftContext,
  customer: CustomerRecord,
  input: { code?: 131051 | 131060; type?: string } = {},
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  return draftMessage(context, customer, header, unsupportedMessage(header, input), {
    content: {
      kind: 'notice',
      text: `Unsupported message${input.type === undefined ? '' : ` (${input.type})`}`,
    },
    opensWindow: true,
  });
}

/** A message of a type no document knows. */
export function draftUnknownType(
  context: DraftContext,
  customer: CustomerRecord,
  type: string,
  content?: JsonObject,
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  return draftMessage(context, customer, header, inboundMessage(header, type, content), {
    content: { kind: 'notice', text: `Message of type ${type}` },
    opensWindow: true,
  });
}
