import type { Channel, ContentType, IdentityRef, MessageContent, RawRequest } from '@parley/core';

/** What the provider answers; made into a `Response` each time it is needed. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a channel's author gives to have the channel proven. */
export interface ChannelContractSetup {
  /** Opens the channel on a fetch that reaches nobody. */
  readonly create: (fetch: typeof globalThis.fetch) => Channel;
  /** Signed requests. Absent = the channel has no webhook. */
  readonly inbound: {
    /** One text message of a customer. */
    readonly text: RawRequest;
    /** One delivery receipt. */
    readonly receipt: RawRequest;
    /** Something the provider may send one day that the channel has never heard of. */
    readonly unknown: RawRequest;
    /** Several items in one request, one of which cannot be read. */
    readonly mixed: RawRequest;
    /** A signed body that is not in the provider's format at all. */
    readonly notReadable: RawRequest;
  };
  /** The name of the header that carries the signature, lower case. */
  readonly signatureHeader: string;
  /** What the provider answers to a send. */
  readonly provider: {
    readonly accepted: ProviderAnswer;
    /** Too fast: asks for 7 seconds. */
    readonly throttled: ProviderAnswer;
    /** The message is not acceptable, now or later. */
    readonly refused: ProviderAnswer;
    /** The credentials are not valid. */
    readonly unauthorised: ProviderAnswer;
  };
  /** The provider's message id in `provider.accepted`. */
  readonly acceptedId: string;
  /** Somebody who can be written to. */
  readonly to: readonly IdentityRef[];
  /** For each type the channel sends, content that it takes. */
  readonly contents: Readonly<Partial<Record<ContentType, MessageContent>>>;
  /** Words that must appear in no error: the secrets `create` uses, the address of `to`. */
  readonly secrets: readonly string[];
}

/** Every type of content there is; kept whole by the compiler. */
export const contentTypes = Object.keys({
  text: true,
  image: true,
  video: true,
  document: true,
  audio: true,
  sticker: true,
  location: true,
  contacts: true,
  interactive: true,
  reaction: true,
  template: true,
  unsupported: true,
} satisfies Record<ContentType, true>) as ContentType[];
