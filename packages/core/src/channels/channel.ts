import type { IdentityRef } from '../customers/identity.ts';
import type { MessageId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { MessageContent } from '../messages/message-content.ts';
import type { ChannelCapabilities } from './capabilities.ts';
import type { ChannelMedia } from './channel-media.ts';
import type { CustomerAccess } from './customer-access.ts';
import type { FileRule } from './file-rule.ts';
import type { InboundItem } from './inbound-event.ts';

/** A webhook request as it came off the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query, e.g. `/webhooks/whatsapp/inb_…?hub.mode=subscribe`. */
  readonly url: string;
  /** Header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The exact bytes; signatures are over these. */
  readonly body: Uint8Array;
}

/** What the provider is owed. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one webhook request said. `response` goes out after everything in `items` is committed. */
export interface InboundBatch {
  readonly items: readonly InboundItem[];
  readonly response: RawResponse;
}

/** One message for the provider. */
export interface OutboundRequest {
  readonly messageId: MessageId;
  /** The customer's valid identities on this channel, best address first. */
  readonly to: readonly IdentityRef[];
  readonly content: MessageContent;
  /** The provider's id of the message it answers. */
  readonly replyToProviderMessageId?: string;
}

/** The provider took the message. */
export interface SendReceipt {
  readonly providerMessageId: string;
}

/**
 * One inbox's way in and out. Holds credentials and a fetch; keeps no state that matters and never touches storage.
 */
export interface Channel {
  /** Stored on every identity, e.g. `"whatsapp"`. Never changes for a given channel. */
  readonly kind: string;
  readonly capabilities: ChannelCapabilities;
  /** Answers a subscription check (an unsigned GET). Absent = the channel has none. */
  handshake?(request: RawRequest): RawResponse;
  /**
   * Checks the signature on the raw bytes, then turns one webhook request into normalised events in the order they
   * came. The same request always gives the same events. An entry it cannot read becomes an `unreadable` event and
   * does not spoil the rest.
   * @throws {SignatureMismatchError} before the body is parsed.
   */
  receive(request: RawRequest): Promise<InboundBatch>;
  /** The parsing half of {@link Channel.receive}, for bodies that were verified before (replay from quarantine). */
  parse(body: Uint8Array): readonly InboundItem[];
  /**
   * Checks content against the channel's limits before it is stored, and splits text that is too long: one stored
   * message each. Usually resolves to its input alone.
   * @throws {ContentNotSupportedError | InvalidContentError}
   */
  prepare(content: MessageContent): readonly MessageContent[];
  /**
   * How long to wait before this recipient may be written to, in milliseconds, 0 = now; counts the send if it is 0.
   * Absent = the channel has no pace of its own.
   */
  pace?(to: readonly IdentityRef[], at: Date): number;
  /**
   * Hands one message to the provider.
   * @throws {ChannelSendError} which says whether to retry, when, and whether the provider may have taken it.
   */
  send(request: OutboundRequest, options?: { readonly signal?: AbortSignal }): Promise<SendReceipt>;
  /** Tells the customer that everything up to this message was read, and optionally that somebody types. */
  markRead?(
    providerMessageId: string,
    options?: { readonly typing?: boolean; readonly signal?: AbortSignal },
  ): Promise<void>;
  /** Absent = no provider keeps files of this channel; see {@link ChannelCapabilities.ownFiles}. */
  readonly media?: ChannelMedia;
  /** Absent = customers reach this channel through its provider only. */
  readonly customerAccess?: CustomerAccess;
}

/** What a host registers: makes a {@link Channel} for each inbox of its kind. */
export interface ChannelAdapter {
  readonly kind: string;
  /** Whether webhooks of this kind come in as `POST /webhooks/<kind>/:inboxId`. */
  readonly hasWebhook: boolean;
  /**
   * Checks an inbox's settings and credentials.
   * @throws {InvalidInboxError} naming each wrong field.
   */
  check(inbox: { readonly settings: JsonObject; readonly credentials: JsonObject }): {
    readonly settings: JsonObject;
    readonly credentials: JsonObject;
  };
  /** Opens the channel of one inbox. Called once per inbox and version, not per request. @throws {InvalidInboxError} */
  open(inbox: { readonly settings: JsonObject; readonly credentials: JsonObject }): Channel;
  /** Which credentials may be shown as set or not set, e.g. `['accessToken']`. */
  readonly credentialNames: readonly string[];
  /**
   * Which files can be uploaded for an inbox with these settings, so that staff learn it before megabytes travel.
   * Absent = none.
   */
  files?(settings: JsonObject, host: { readonly hasBlobStore: boolean }): readonly FileRule[];
}
