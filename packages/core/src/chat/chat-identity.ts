import type { IdentityRef } from '../customers/identity.ts';
import { identityKey } from '../customers/identity.ts';
import type { InboxId } from '../ids.ts';

/** The kind of identity an anonymous visitor has. */
export const visitorKind = 'visitor';

/** How an anonymous visitor of an inbox is known. */
export function visitorIdentity(channel: string, inboxId: InboxId, visitorId: string): IdentityRef {
  return { channel, scope: inboxId, kind: visitorKind, value: visitorId };
}

/**
 * The name under which everything that writes as this person, and whoever joins two of their records, take turns; see
 * `TransactionOptions.locks`.
 */
export function identityLock(ref: IdentityRef): string {
  return `chat:${identityKey(ref)}`;
}
