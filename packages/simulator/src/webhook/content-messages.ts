import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { MessageHeader } from './inbound-message.ts';
import { inboundMessage } from './inbound-message.ts';

/** A plain text message. */
export function textMessage(header: MessageHeader, body: string): JsonObject {
  return inboundMessage(header, 'text', { body });
}

/** The kinds of media a customer can send. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** A media object as webhooks describe it. The bytes are fetched in two steps with `id`. */
export interface InboundMedia {
  /** Media id, fetchable for 7 days. Missing when the provider could not fetch the file itself (131052). */
  readonly id?: string;
  readonly mimeType: string;
  /** Lowercase hex or base64, as given. */
  readonly sha256?: string;
  readonly caption?: string;
  /** Documents only. */
  readonly fileName?: string;
  /** Audio only: true for a voice note. */
  readonly voice?: boolean;
  /** Stickers only. */
  readonly animated?: boolean;
  /** The direct address some 2026 payloads carry; valid for 5 minutes, token needed. */
  readonly url?: string;
}

/** An image, video, audio, document or sticker message. */
export function mediaMessage(header: MessageHeader, kind: MediaKind, media: InboundMedia): JsonObject {
  const content = present({
    caption: media.caption,
    filename: kind === 'document' ? media.fileName : undefined,
    mime_type: media.mimeType,
    sha256: media.sha256,
    id: media.id,
    voice: kind === 'audio' ? (media.voice ?? false) : undefined,
    animated: kind === 'sticker' ? (media.animated ?? false) : undefined,
    url: media.url,
  });
  return inboundMessage(header, kind, content);
}

/** A place on the map. */
export interface LocationInput {
  /** Degrees. */
  readonly latitude: number;
  /** Degrees. */
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
  readonly url?: string;
}

/** A location message. */
export function locationMessage(header: MessageHeader, location: LocationInput): JsonObject {
  return inboundMessage(header, 'location', present({ ...location }));
}

/** One shared contact card. */
export interface ContactCardInput {
  readonly formattedName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phones?: readonly { phone: string; waId?: string; type?: string }[];
  readonly emails?: readonly { email: string; type?: string }[];
  readonly company?: string;
  /** `contact_request`: the sender gave their own number on request. `other`: any card. */
  readonly origin?: 'contact_request' | 'other';
  readonly vcard?: string;
}

function contactCard(card: ContactCardInput): JsonObject {
  const name = present({
    formatted_name: card.formattedName,
    first_name: card.firstName,
    last_name: card.lastName,
  });
  return present({
    name: Object.keys(name).length > 0 ? name : undefined,
    phones: card.phones?.map((phone) => present({ phone: phone.phone, wa_id: phone.waId, type: phone.type })),
    emails: card.emails?.map((email) => present({ ...email })),
    org: card.company === undefined ? undefined : { company: card.company },
    origin: card.origin,
    vcard: card.vcard,
  });
}

/** A message with one or more contact cards. */
export function contactCardsMessage(header: MessageHeader, cards: readonly ContactCardInput[]): JsonObject {
  return inboundMessage(header, 'contacts', cards.map(contactCard));
}

/** A reaction to a message. No `emoji` takes an earlier one back. */
export function reactionMessage(header: MessageHeader, messageId: string, emoji?: string): JsonObject {
  return inboundMessage(header, 'reaction', present({ message_id: messageId, emoji }));
}

/** What a customer put in the cart. */
export interface OrderInput {
  readonly catalogId: string;
  readonly text?: string;
  readonly items: readonly {
    productRetailerId: string;
    quantity: number;
    /** In the currency's main unit, e.g. 12.5. */
    itemPrice: number;
    /** ISO 4217. */
    currency: string;
  }[];
}

/** An order from the catalogue. */
export function orderMessage(header: MessageHeader, order: OrderInput): JsonObject {
  return inboundMessage(
    header,
    'order',
    present({
      catalog_id: order.catalogId,
      text: order.text,
      product_items: order.items.map((item) => ({
        product_retailer_id: item.productRetailerId,
        quantity: item.quantity,
        item_price: item.itemPrice,
        currency: item.currency,
      })),
    }),
  );
}

/** The customer opened the chat for the first time. It has no content and is not a customer message. */
export function welcomeRequest(header: MessageHeader): JsonObject {
  return inboundMessage(header, 'request_welcome');
}

/** A message of a kind the provider does not hand over. */
export function unsupportedMessage(
  header: MessageHeader,
  input: { code?: 131051 | 131060; type?: string } = {},
): JsonObject {
  const code = input.code ?? 131051;
  const title = code === 131051 ? 'Message type unknown' : 'This message is currently unavailable.';
  const details =
    code === 131051 ? 'Message type is currently not supported.' : 'This message is currently unavailable.';
  const errors = [{ code, title, message: title, error_data: { details } }];
  const content = input.type === undefined ? undefined : { type: input.type };
  return inboundMessage({ ...header, errors }, 'unsupported', content);
}
