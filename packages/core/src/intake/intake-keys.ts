import type { IdentityRef } from '../customers/identity.ts';
import { identityKey } from '../customers/identity.ts';
import { type InboxId, isId, type MessageId } from '../ids.ts';
import type { ProviderMessageRef } from '../messages/message-store.ts';
import type { IntakeKeys } from '../storage/intake-store.ts';
import type { IntakeEntry } from './intake-entry.ts';

/** What a batch must load, each thing once. */
export function intakeKeys(entries: readonly IntakeEntry[]): IntakeKeys {
  const inboxIds = new Set<InboxId>();
  const identities = new Map<string, IdentityRef>();
  const providerMessages = new Map<string, ProviderMessageRef>();
  const messageIds = new Set<MessageId>();
  const notices = new Map<string, { inboxId: InboxId; dedupeKey: string }>();
  for (const { inboxId, item } of entries) {
    inboxIds.add(inboxId);
    const { event } = item;
    const addMessage = (providerMessageId: string): void => {
      providerMessages.set(`${inboxId}:${providerMessageId}`, { inboxId, providerMessageId });
    };
    const addIdentities = (refs: readonly IdentityRef[]): void => {
      for (const ref of refs) identities.set(identityKey(ref), ref);
    };
    switch (event.kind) {
      case 'message':
      case 'echo':
      case 'reaction':
        addMessage(event.providerMessageId);
        addIdentities(event.party.identities);
        break;
      case 'activity':
        if (event.opensWindow) addMessage(event.providerId);
        else notices.set(`${inboxId}:${event.providerId}`, { inboxId, dedupeKey: event.providerId });
        addIdentities(event.party.identities);
        break;
      case 'delivery':
        addMessage(event.providerMessageId);
        if (isId('msg', event.messageId)) messageIds.add(event.messageId);
        break;
      case 'edit':
      case 'delete':
        addMessage(event.providerMessageId);
        break;
      case 'identity_change':
        addIdentities(event.previous);
        addIdentities(event.current);
        break;
      case 'notice':
        notices.set(`${inboxId}:${event.dedupeKey}`, { inboxId, dedupeKey: event.dedupeKey });
        break;
      case 'unreadable':
        break;
      default:
        event satisfies never;
    }
  }
  return {
    inboxIds: [...inboxIds],
    identities: [...identities.values()],
    providerMessages: [...providerMessages.values()],
    messageIds: [...messageIds],
    notices: [...notices.values()],
  };
}
