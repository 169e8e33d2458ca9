import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { InboundItem } from '../channels/inbound-event.ts';
import type { Controller } from '../conversations/conversation.ts';
import { identityKey } from '../customers/identity.ts';
import type { InboxId } from '../ids.ts';

/** One inbound item on its way into a batch. */
export interface IntakeEntry {
  readonly inboxId: InboxId;
  /** Of the inbox, at the time it came. */
  readonly reopenWindowMs: number;
  /** Who may speak first in a new conversation of the inbox. @defaultValue 'queue' */
  readonly firstController?: Controller;
  /** Of the inbox: who writes outside them may be told so. @defaultValue nobody is told */
  readonly hours?: BusinessHours | undefined;
  readonly item: InboundItem;
  readonly receivedAt: Date;
  /** A replay from quarantine: what fails is reported, not quarantined again. */
  readonly isReplay: boolean;
  /** Names its batch locks first, against what must not happen meanwhile; see `TransactionOptions.locks`. */
  readonly locks?: readonly string[];
  /** {@link entryKeys} of the item: made once, because they are looked up again and again. */
  readonly keys: EntryKeys;
}

/** What an item touches, as text. */
export interface EntryKeys {
  /** `identityKey` of each identity it shows, in its order. */
  readonly identities: readonly string[];
  /** The provider's id of the message it is or is about, and the like; inboxes may have the same. */
  readonly others: readonly string[];
}

/** What became of an item. */
export type IntakeOutcome =
  | { readonly type: 'stored' }
  /** It was there already, or changed nothing. */
  | { readonly type: 'duplicate' }
  | { readonly type: 'quarantined'; readonly reason: string };

/** The name under which intake and delivery agree on one provider message; see `TransactionOptions.locks`. */
export function messageLock(inboxId: InboxId, providerMessageId: string): string {
  return `message:${inboxId}:${providerMessageId}`;
}

/** What an item touches. Two entries that share a key never run in two batches at once, so their order stands. */
export function entryKeys(inboxId: InboxId, { event }: InboundItem): EntryKeys {
  switch (event.kind) {
    case 'message':
    case 'echo':
    case 'reaction':
      return {
        identities: event.party.identities.map(identityKey),
        others: [event.providerMessageId],
      };
    case 'activity':
      return {
        identities: event.party.identities.map(identityKey),
        others: [event.providerId],
      };
    case 'delivery':
      return {
        identities: [],
        others:
          event.messageId === undefined
            ? [event.providerMessageId]
            : [event.providerMessageId, event.messageId],
      };
    case 'edit':
    case 'delete':
      return { identities: [], others: [event.providerMessageId] };
    case 'identity_change':
      return { identities: [...event.previous, ...event.current].map(identityKey), others: [] };
    case 'notice':
      return { identities: [], others: [`notice:${inboxId}:${event.dedupeKey}`] };
    case 'unreadable':
      return { identities: [], others: [] };
    default:
      return event satisfies never;
  }
}
