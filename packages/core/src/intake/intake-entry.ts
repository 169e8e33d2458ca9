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

/** What an entry touches. Two entries that share a key never run in two batches at once, so their order stands. */
export function entryKeys(entry: IntakeEntry): readonly string[] {
  const { event } = entry.item;
  switch (event.kind) {
    case 'message':
    case 'echo':
    case 'reaction':
      return [
        ...event.party.identities.map(identityKey),
        messageLock(entry.inboxId, event.providerMessageId),
      ];
    case 'activity':
      return [...event.party.identities.map(identityKey), messageLock(entry.inboxId, event.providerId)];
    case 'delivery':
      return event.messageId === undefined
        ? [messageLock(entry.inboxId, event.providerMessageId)]
        : [messageLock(entry.inboxId, event.providerMessageId), event.messageId];
    case 'edit':
    case 'delete':
      return [messageLock(entry.inboxId, event.providerMessageId)];
    case 'identity_change':
      return [...event.previous, ...event.current].map(identityKey);
    case 'notice':
      return [`notice:${entry.inboxId}:${event.dedupeKey}`];
    case 'unreadable':
      return [];
    default:
      return event satisfies never;
  }
}
