import type { Conversation } from '../conversations/conversation.ts';
import { isActive } from '../conversations/conversation-status.ts';
import type { Customer } from '../customers/customer.ts';
import { type Identity, identityKey } from '../customers/identity.ts';
import type { AccountId, CustomerId, InboxId } from '../ids.ts';
import type { IntakeAssumptions, IntakeState } from '../storage/intake-store.ts';
import { type IntakeEntry, messageLock } from './intake-entry.ts';
import { RecentMap } from './recent-map.ts';

/** A person as the last batch they were in left them. */
export interface RememberedPerson {
  readonly customer: Customer;
  readonly identities: readonly Identity[];
  /** Of the inboxes of that batch: the active conversation, if there is one. */
  readonly conversations: readonly Conversation[];
}

/** A batch's state from memory, and what of it the write must check. */
export interface Recalled {
  readonly state: IntakeState;
  readonly assumed: IntakeAssumptions;
}

interface Person {
  customer: Customer;
  identities: ReadonlyMap<string, Identity>;
  readonly conversations: Map<InboxId, Conversation>;
}

/**
 * What this process last wrote of the people who write, so that their next message need not be looked up before it is
 * stored: the write itself checks that nothing has changed. Being wrong costs a second try, never a wrong row.
 */
export interface IntakeMemory {
  /** Undefined unless every entry is an ordinary message of somebody remembered, in an active conversation. */
  recall(accountId: AccountId, entries: readonly IntakeEntry[]): Recalled | undefined;
  /** Takes over what a batch left behind. */
  remember(accountId: AccountId, people: readonly RememberedPerson[], entries: readonly IntakeEntry[]): void;
  /** Somebody else changed them. */
  forget(ids: Iterable<CustomerId>): void;
  /** What was recalled was wrong: the account is not recalled from for a while, longer each time in a row. */
  distrust(accountId: AccountId): void;
  /** What was recalled was right. */
  trust(accountId: AccountId): void;
}

/** Limits of the memory. */
export interface IntakeMemoryOptions {
  /** People remembered at least; at most twice as many. 0 = remember nobody. @defaultValue 10_000 */
  readonly people?: number;
}

const messagesPerPerson = 2;
const maxPause = 64;

/** Makes the memory of a process. */
export function createIntakeMemory({ people: limit = 10_000 }: IntakeMemoryOptions = {}): IntakeMemory {
  const byIdentity = new RecentMap<string, Person>(limit * 2);
  const byCustomer = new RecentMap<CustomerId, Person>(limit);
  // Repeats of providers come soon; one that is recognised need not fail first.
  const seen = new RecentMap<string, true>(limit * messagesPerPerson);
  const pauses = new Map<AccountId, { length: number; left: number }>();

  const isPaused = (accountId: AccountId): boolean => {
    const pause = pauses.get(accountId);
    if (pause === undefined || pause.left === 0) return false;
    pause.left -= 1;
    return true;
  };

  const personOf = (accountId: AccountId, { inboxId, item }: IntakeEntry): Person | undefined => {
    const { event } = item;
    if (event.kind !== 'message' || event.context.isHistory === true) return undefined;
    if (seen.has(messageLock(inboxId, event.providerMessageId))) return undefined;
    let found: Person | undefined;
    for (const ref of event.party.identities) {
      const key = identityKey(ref);
      const person = byIdentity.get(`${accountId}${key}`);
      if (person === undefined || !person.identities.has(key)) return undefined;
      if (found !== undefined && found !== person) return undefined;
      found = person;
    }
    return found?.conversations.has(inboxId) === true ? found : undefined;
  };

  return {
    recall(accountId, entries) {
      if (limit === 0 || isPaused(accountId)) return undefined;
      const people = new Set<Person>();
      const identities = new Map<string, Identity>();
      for (const entry of entries) {
        const person = (entry.locks?.length ?? 0) > 0 ? undefined : personOf(accountId, entry);
        if (person === undefined || entry.item.event.kind !== 'message') return undefined;
        people.add(person);
        for (const ref of entry.item.event.party.identities) {
          const key = identityKey(ref);
          identities.set(key, person.identities.get(key) as Identity);
        }
      }
      const all = [...people];
      const found = [...identities.values()];
      return {
        state: {
          identities: found,
          customers: all.map(({ customer, identities: theirs }) => ({
            customer,
            identities: [...theirs.values()],
          })),
          conversations: all.flatMap(({ conversations }) => [...conversations.values()]),
          messages: [],
          parked: [],
          notices: [],
        },
        assumed: {
          identities: found,
          customers: all.map(({ customer: { id, version } }) => ({ id, version })),
        },
      };
    },
    remember(accountId, people, entries) {
      if (limit === 0) return;
      for (const { customer, identities, conversations } of people) {
        const keyed = new Map(identities.map((identity) => [identityKey(identity), identity]));
        const known = byCustomer.get(customer.id);
        const person = known ?? { customer, identities: keyed, conversations: new Map() };
        person.customer = customer;
        person.identities = keyed;
        for (const conversation of conversations) {
          if (isActive(conversation.status)) person.conversations.set(conversation.inboxId, conversation);
          else person.conversations.delete(conversation.inboxId);
        }
        byCustomer.set(customer.id, person);
        for (const key of keyed.keys()) byIdentity.set(`${accountId}${key}`, person);
      }
      for (const { inboxId, item } of entries) {
        if (item.event.kind === 'message') seen.set(messageLock(inboxId, item.event.providerMessageId), true);
      }
    },
    forget(ids) {
      for (const id of ids) {
        // Whoever finds them by an identity finds nobody to go on with.
        byCustomer.get(id)?.conversations.clear();
        byCustomer.delete(id);
      }
    },
    distrust(accountId) {
      const length = Math.min((pauses.get(accountId)?.length ?? 0.5) * 2, maxPause);
      pauses.set(accountId, { length, left: length });
    },
    trust(accountId) {
      pauses.delete(accountId);
    },
  };
}
