import type { IdentityRef } from '../customers/identity.ts';
import type { MediaLimits } from '../media/media-limits.ts';
import type { InboundDeliveryEvent, InboundItem, InboundMessageEvent } from './inbound-event.ts';

/** What a token of the host's own backend proves about the person who shows it. */
export interface ProvenCustomer {
  /** Who it is: the id the host knows them by. */
  readonly identity: IdentityRef;
  readonly name?: string;
  /** Present only where the token says that it was verified. */
  readonly email?: string;
  /** E.164 with `+`; present only where the token says that it was verified. */
  readonly phone?: string;
  /** From then on the token proves nothing. */
  readonly expiresAt: Date;
}

/**
 * Customers' own way into an inbox, for channels that are a chat of the host: pages of its site or its app talk to
 * Parley directly.
 */
export interface CustomerAccess {
  /** Exact origins, e.g. `https://shop.example`, whose pages may talk to the inbox. */
  readonly allowedOrigins: readonly string[];
  /** Whether somebody who has not signed in may write. */
  readonly allowsAnonymous: boolean;
  /** Shown before the first message. */
  readonly greeting?: string;
  readonly expectedReplyMinutes?: number;
  /** Whether customers see the first name of who answers. */
  readonly showsAgentNames: boolean;
  /** Files customers may send. Absent = none. */
  readonly files?: MediaLimits;
  /**
   * Checks a token of the host's backend.
   * @throws {CustomerTokenRefusedError | CustomerTokenExpiredError | StorageUnavailableError} the last where the keys cannot be
   * fetched right now
   */
  verify(token: string, at: Date): Promise<ProvenCustomer>;
  /** An item for intake, with a body that {@link Channel.parse} reads again. */
  toItem(event: InboundMessageEvent | InboundDeliveryEvent): InboundItem;
}
