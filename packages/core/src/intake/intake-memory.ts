import type { Conversation } from '../conversations/conversation.ts';
import { isActive } from '../conversations/conversation-status.ts';
import type { Customer } from '../customers/customer.ts';
import { type Identity, identityKey } from '../customers/identity.ts';
import type { AccountId, CustomerId, InboxId } from '../ids.ts';
import type { IntakeEntry } from './intake-entry.ts';
import { RecentMap } from './recent-map.ts';

/** A person as the last batch they were in left them. */
export interface RememberedPerson {
  readonly customer: Customer;
  /** Active ones. */
  readonly conversations: ReadonlyMap<InboxId, Conversation>;
}

/** What a batch leaves behind of a person. */
export interface SeenPerson {
  readonly customer: Customer;
  readonly identities: readonly Identity[];
  readonly conversations: readonly Conversation[];
}

/**
 * What this process last wrote of the people who write, so that their next message need not be looked up before it is
 * stored: the write itself checks that nothing has changed. Being wrong costs a second try, never a wrong row.
 */
export interface IntakeMemory {
  /**
   * Who wrote each entry. Undefined unless every one is a message of somebody remembered, in an active conversation, and
   * none came before.
   */
  recall(accountId: AccountId, entries: readonly IntakeEntry[]): readonly RememberedPerson[] | undefined;
  /** Takes over what a batch that was loaded left behind. */
  remember(accountId: AccountId, people: readonly SeenPerson[], entries: readonly IntakeEntry[]): void;
  /** Takes over how the conversations of a recalled batch went on: what was recalled was right. */
  confirm(
    accountId: AccountId,
    conversations: readonly Conversation[],
    entries: readonly IntakeEntry[],
  ): void;
  /** What was recalled was wrong: the account is not recalled from for a while, longer each time in a row. */
  distrust(accountId: AccountId, people: Iterable<RememberedPerson>): void;
  /** Somebody else changed them. */
  forget(ids: Iterable<CustomerId>): void;
}

/** Limits of the memory. */
export interface IntakeMemoryOptions {
  /** People remembered at least; at most twice as many. 0 = remember nobody. @defaultValue 10_000 */
  readonly people?: number;
}

interface Person extends RememberedPerson {
  customer: Customer;
  /** Of their valid identities, by which they are found. */
  keys: readonly string[];
  readonly conversations: Map<InboxId, Conversation>;
}

interface AccountMemory {
  readonly byIdentity: RecentMap<string, Person>;
  /** Providers' ids of messages: repeats come soon, and one that is recognised need not fail first. */
  readonly seen: RecentMap<string, true>;
  /** Batches to come that are loaded, and how many it was the last time. */
  pause: number;
  lastPause: number;
}

const perPerson = 2;
const maxPause = 64;

/** Makes the memory of a process. */
export function createIntakeMemory({ people: limit = 10_000 }: IntakeMemoryOptions = {}): IntakeMemory {
  const accounts = new RecentMap<AccountId, AccountMemory>(Math.max(limit, 1));
  const byCustomer = new RecentMap<CustomerId, Person>(limit);

  const memoryOf = (accountId: AccountId): AccountMemory => {
    const known = accounts.get(accountId);
    if (known !== undefined) return known;
    const fresh = {
      byIdentity: new RecentMap<string, Person>(limit * perPerson),
      seen: new RecentMap<string, true>(limit * perPerson),
      pause: 0,
      lastPause: 0,
    };
    accounts.set(accountId, fresh);
    return fresh;
  };

  const personOf = ({ byIdentity, seen }: AccountMemory, entry: IntakeEntry): Person | undefined => {
    const { event } = entry.item;
    if (event.kind !== 'message' || event.context.isHistory === true) return undefined;
    if (entry.locks !== undefined && entry.locks.length > 0) return undefined;
    const { identities, others } = entry.keys;
    for (const name of others) if (seen.has(name)) return undefined;
    let found: Person | undefined;
    for (const key of identities) {
      const person = byIdentity.get(key);
      if (person === undefined) return undefined;
      if (found !== undefined && found !== person) return undefined;
      found = person;
    }
    return found?.conversations.has(entry.inboxId) === true ? found : undefined;
  };

  const note = ({ seen }: AccountMemory, entries: readonly IntakeEntry[]): void => {
    for (const { item, keys } of entries) {
      if (item.event.kind === 'message') for (const name of keys.others) seen.set(name, true);
    }
  };

  return {
    recall(accountId, entries) {
      const memory = accounts.get(accountId);
      if (memory === undefined) return undefined;
      if (memory.pause > 0) {
        memory.pause -= 1;
        return undefined;
      }
      const people: Person[] = [];
      for (const entry of entries) {
        const person = personOf(memory, entry);
        if (person === undefined) return undefined;
        people.push(person);
      }
      return people;
    },
    remember(accountId, people, entries) {
      if (limit === 0) return;
      const memory = memoryOf(accountId);
      for (const { customer, identities, conversations } of people) {
        const person: Person = byCustomer.get(customer.id) ?? {
          customer,
          keys: [],
          conversations: new Map(),
        };
        person.customer = customer;
        for (const key of person.keys)
          if (memory.byIdentity.get(key) === person) memory.byIdentity.delete(key);
        person.keys = identities.map(identityKey);
        for (const conversation of conversations) {
          if (isActive(conversation.status)) person.conversations.set(conversation.inboxId, conversation);
          else person.conversations.delete(conversation.inboxId);
        }
        byCustomer.set(customer.id, person);
        for (const key of person.keys) memory.byIdentity.set(key, person);
      }
      note(memory, entries);
    },
    confirm(accountId, conversations, entries) {
      const memory = memoryOf(accountId);
      memory.lastPause = 0;
      for (const conversation of conversations) {
        byCustomer.get(conversation.customerId)?.conversations.set(conversation.inboxId, conversation);
      }
      note(memory, entries);
    },
    distrust(accountId, people) {
      const memory = memoryOf(accountId);
      memory.lastPause = Math.min(Math.max(memory.lastPause * 2, 1), maxPause);
      memory.pause = memory.lastPause;
      for (const { customer } of people) forget(customer.id);
    },
    forget(ids) {
      for (const id of ids) forget(id);
    },
  };

  function forget(id: CustomerId): void {
    // Whoever finds them by an identity finds no conversation to go on with.
    byCustomer.get(id)?.conversations.clear();
    byCustomer.delete(id);
  }
}
