import type { JsonObject, JsonValue } from '../json-value.ts';
import { present } from '../json-value.ts';

/** The ids a webhook gives for a customer. At least one of the first two is there. */
export interface CustomerIds {
  /** Phone in digits, `wa_id` and `from`. Missing for customers who share no number. */
  readonly waId?: string;
  /** Business-scoped user id, `user_id` and `from_user_id`. */
  readonly userId?: string;
  /** Parent user id of enrolled managed businesses. */
  readonly parentUserId?: string;
}

/** What every inbound message carries beside its content. */
export interface MessageHeader {
  /** The message's own id, `wamid.…`. */
  readonly id: string;
  /** The provider's time; cut to whole seconds. */
  readonly at: Date;
  /** Who wrote. */
  readonly sender: CustomerIds;
  /** Reply, forward or product context; see {@link replyContext}. */
  readonly context?: JsonObject;
  /** The ad the customer came from. */
  readonly referral?: JsonObject;
  /** Errors on an otherwise normal message, e.g. 131052 for media that could not be fetched. */
  readonly errors?: readonly JsonObject[];
}

/** An instant as webhooks write it: whole Unix seconds in a string. */
export function webhookTimestamp(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

/** A `messages[]` item of any type. The typed builders beside this one are made from it. */
export function inboundMessage(header: MessageHeader, type: string, content?: JsonValue): JsonObject {
  return present({
    from: header.sender.waId,
    from_user_id: header.sender.userId,
    from_parent_user_id: header.sender.parentUserId,
    id: header.id,
    timestamp: webhookTimestamp(header.at),
    type,
    context: header.context,
    referral: header.referral,
    errors: header.errors,
    [type]: content,
  });
}

/** A `contacts[]` item of the value (not to be mixed up with contact cards). */
export function webhookContact(ids: CustomerIds, profile?: { name?: string; username?: string }): JsonObject {
  const shown = present({ name: profile?.name, username: profile?.username });
  return present({
    profile: Object.keys(shown).length > 0 ? shown : undefined,
    wa_id: ids.waId,
    user_id: ids.userId,
    parent_user_id: ids.parentUserId,
  });
}

/** `context` of a message that answers another. Leave `id` out for a quoted message that is too old. */
export function replyContext(quoted: { from?: string; fromUserId?: string; id?: string }): JsonObject {
  return present({ from: quoted.from, from_user_id: quoted.fromUserId, id: quoted.id });
}

/** `context` of a forwarded message; more than five times forwarded is told apart. */
export function forwardedContext(often: boolean): JsonObject {
  return often ? { frequently_forwarded: true } : { forwarded: true };
}

/** `context` of a question about a product of the catalogue. */
export function productContext(about: {
  from: string;
  id: string;
  catalogId: string;
  productRetailerId: string;
}): JsonObject {
  return {
    from: about.from,
    id: about.id,
    referred_product: { catalog_id: about.catalogId, product_retailer_id: about.productRetailerId },
  };
}

/** `referral` of a first message that came through a click-to-WhatsApp ad. */
export interface ReferralInput {
  readonly sourceUrl: string;
  readonly sourceId: string;
  /** @defaultValue 'ad' */
  readonly sourceType?: 'ad' | 'post';
  readonly headline?: string;
  readonly body?: string;
  readonly imageUrl?: string;
  /** Missing in some placements. */
  readonly clickId?: string;
}

/** Builds {@link MessageHeader.referral}. */
export function adReferral(input: ReferralInput): JsonObject {
  return present({
    source_url: input.sourceUrl,
    source_id: input.sourceId,
    source_type: input.sourceType ?? 'ad',
    headline: input.headline,
    body: input.body,
    media_type: input.imageUrl === undefined ? undefined : 'image',
    image_url: input.imageUrl,
    ctwa_clid: input.clickId,
  });
}
