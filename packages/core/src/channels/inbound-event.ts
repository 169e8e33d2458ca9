import type { IdentityRef } from '../customers/identity.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { DeliveryEvidence } from '../messages/delivery-status.ts';
import type { MessageContext } from '../messages/message.ts';
import type { MessageContent } from '../messages/message-content.ts';

/** The other side of the channel, as one webhook item shows them. */
export interface Party {
  /** Every id the item proves to belong to this person, strongest first. Never empty. */
  readonly identities: readonly IdentityRef[];
  /** The profile name the person chose. */
  readonly name?: string;
  readonly username?: string;
  /** In which they are spoken to there, BCP 47; taken where none is known. */
  readonly language?: string;
}

/** A message from the customer, or one a person wrote to them in the channel's own app (`echo`). */
export interface InboundMessageEvent {
  readonly kind: 'message' | 'echo';
  readonly providerMessageId: string;
  /** The customer, also for an echo. */
  readonly party: Party;
  readonly content: MessageContent;
  readonly context: MessageContext;
  /** The channel's time. */
  readonly at: Date;
  /** Whether the channel counts it as the customer writing. Always false for echoes. */
  readonly opensWindow: boolean;
}

/** How far a message of ours got. */
export interface InboundDeliveryEvent {
  readonly kind: 'delivery';
  readonly providerMessageId: string;
  /** Our own message id, where the channel carries it back; it finds the message before its provider id is stored. */
  readonly messageId?: string;
  readonly evidence: DeliveryEvidence;
}

/** News about one message, known by the provider's id. */
export type InboundUpdateEvent =
  | InboundDeliveryEvent
  | {
      readonly kind: 'reaction';
      /** The message reacted to. */
      readonly providerMessageId: string;
      readonly party: Party;
      /** Who reacted: the customer, or a person in the channel's own app. */
      readonly by: 'customer' | 'app';
      /** Absent = taken back. */
      readonly emoji?: string;
      readonly at: Date;
    }
  | {
      readonly kind: 'edit';
      readonly providerMessageId: string;
      readonly content: MessageContent;
      readonly at: Date;
    }
  | { readonly kind: 'delete'; readonly providerMessageId: string; readonly at: Date };

/** The channel says that a person's ids changed. Never opens a conversation or the service window. */
export interface IdentityChangeEvent {
  readonly kind: 'identity_change';
  readonly reason: 'number_changed' | 'rotated';
  /** Ids that no longer hold, strongest first; may be empty in old payloads. */
  readonly previous: readonly IdentityRef[];
  /** Ids that hold from now on. */
  readonly current: readonly IdentityRef[];
  readonly at: Date;
}

/** The customer did something that is not a message but may open the service window, e.g. a call. */
export interface ContactActivityEvent {
  readonly kind: 'activity';
  /** E.g. `call`, `opened_chat`. */
  readonly activity: string;
  readonly providerId: string;
  readonly party: Party;
  readonly opensWindow: boolean;
  readonly payload: JsonObject;
  readonly at: Date;
}

/** Anything else the provider tells: account notices, and types this version does not know. Stored and acknowledged. */
export interface NoticeEvent {
  readonly kind: 'notice';
  /** The provider's name of it, e.g. `message_template_status_update`. */
  readonly type: string;
  /** False for types the adapter has never heard of. */
  readonly isKnown: boolean;
  /** Equal for the same notice delivered twice. */
  readonly dedupeKey: string;
  readonly payload: JsonValue;
  readonly at?: Date;
}

/** What the adapter could not read. Goes to quarantine as it came; its siblings are processed. */
export interface UnreadableEvent {
  readonly kind: 'unreadable';
  /** Stable, e.g. `not_json`, `bad_timestamp`. */
  readonly reason: string;
  /** For staff; no personal data. */
  readonly message: string;
}

/** Everything a channel can tell. */
export type InboundEvent =
  | InboundMessageEvent
  | InboundUpdateEvent
  | IdentityChangeEvent
  | ContactActivityEvent
  | NoticeEvent
  | UnreadableEvent;

/** One event and the bytes it came from. */
export interface InboundItem {
  readonly event: InboundEvent;
  /**
   * A body that holds this one item and that {@link Channel.parse} turns into the same event again; asked for only
   * when the item must be set aside, so the hot path does not build it.
   */
  readonly source: () => Uint8Array;
}
