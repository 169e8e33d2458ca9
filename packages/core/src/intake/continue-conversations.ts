import { autoReplyTo } from '../business-hours/auto-reply.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Customer } from '../customers/customer.ts';
import { type DomainEvent, wrapFacts } from '../events/event-envelope.ts';
import type { AccountId, ConversationId, Ids, InboxId } from '../ids.ts';
import type { InboundMessage, Sender } from '../messages/message.ts';
import type { IntakeContinuation } from '../storage/intake-store.ts';
import { byPair } from './batch-state.ts';
import { appendMessage } from './decide-message.ts';
import type { IntakeEntry, IntakeOutcome } from './intake-entry.ts';
import type { RememberedPerson } from './intake-memory.ts';
import { changedProfile } from './resolve-party.ts';

/** What a batch does, decided without looking anything up. */
export interface Continued {
  readonly outcomes: readonly IntakeOutcome[];
  readonly continuation: IntakeContinuation;
}

const stored: IntakeOutcome = { type: 'stored' };
const duplicate: IntakeOutcome = { type: 'duplicate' };

/**
 * Decides a batch in which conversations only go on: messages of people whose ids, profile and active conversations are
 * as remembered. What `decideEvent` would decide on the same state, without looking for anything else.
 *
 * @param people who wrote each entry
 * @returns undefined if more happens than that, e.g. a profile changes
 */
export function continueConversations(
  entries: readonly IntakeEntry[],
  people: readonly RememberedPerson[],
  given: { readonly accountId: AccountId; readonly ids: Ids; readonly at: Date },
): Continued | undefined {
  const conversations = new Map<ConversationId, Conversation>();
  const messages: InboundMessage[] = [];
  const events: DomainEvent[] = [];
  const outcomes: IntakeOutcome[] = [];
  const seen = new Map<string, InboxId>();
  let index = 0;
  for (const entry of entries) {
    const person = people[index];
    index += 1;
    const remembered = person?.conversations.get(entry.inboxId);
    const { event } = entry.item;
    if (person === undefined || remembered === undefined || event.kind !== 'message') return undefined;
    if (changedProfile(person.customer, event.party).length > 0) return undefined;
    const before = seen.get(event.providerMessageId);
    if (before !== undefined && before !== entry.inboxId) return undefined;
    if (before !== undefined) {
      outcomes.push(duplicate);
      continue;
    }
    seen.set(event.providerMessageId, entry.inboxId);
    const current = conversations.get(remembered.id) ?? { ...remembered, version: remembered.version + 1 };
    if (isAutoReplyDue(entry, person.customer, current, given.at)) return undefined;
    const sender: Sender = { type: 'customer', id: person.customer.id };
    const { message, next, facts } = appendMessage(current, entry, event, sender, given);
    conversations.set(next.id, next);
    if (message.direction !== 'inbound') return undefined;
    messages.push(message);
    events.push(...wrapFacts(facts, { ...given, actor: sender }));
    outcomes.push(stored);
  }
  return {
    outcomes,
    continuation: {
      conversations: [...conversations.values()].sort(byPair),
      messages,
      events,
      customers: Array.from(new Set(people), ({ customer: { id, version } }) => ({ id, version })),
    },
  };
}

function isAutoReplyDue(
  { hours }: IntakeEntry,
  { language }: Customer,
  { autoRepliedAt }: Conversation,
  at: Date,
): boolean {
  return (
    hours?.autoReply !== undefined &&
    autoReplyTo(hours, { repliedAt: autoRepliedAt, language }, at) !== undefined
  );
}
