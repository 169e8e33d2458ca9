import type { Actor } from '../actor.ts';
import type { ChannelNotice } from '../channels/channel-notice.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { isActive } from '../conversations/conversation-status.ts';
import type { Customer } from '../customers/customer.ts';
import { type Identity, type IdentityRef, identityKey } from '../customers/identity.ts';
import type { KnownIdentities } from '../customers/match-identity.ts';
import { type DomainEvent, wrapFacts } from '../events/event-envelope.ts';
import type { DomainFact } from '../events/event-map.ts';
import type { AccountId, ConversationId, CustomerId, IdentityId, Ids, InboxId, MessageId } from '../ids.ts';
import type { MediaFile } from '../media/media-file.ts';
import type { Message } from '../messages/message.ts';
import type { ProviderMessageRef } from '../messages/message-store.ts';
import type { ParkedUpdate } from '../messages/parked-update.ts';
import type { QuarantinedItem } from '../quarantine/quarantined-item.ts';
import type { IntakeChanges, IntakeState } from '../storage/intake-store.ts';
import { FileClaims } from './file-claims.ts';
import type { SeenPerson } from './intake-memory.ts';

/**
 * What a batch has loaded, overlaid with what its events decided so far, so that each event sees the ones before it.
 * In memory only; {@link BatchState.changes} is what must be written.
 */
export class BatchState implements KnownIdentities {
  readonly #valid = new Map<string, Identity>();
  readonly #identitiesOf = new Map<CustomerId, Identity[]>();
  readonly #customers = new Map<CustomerId, Customer>();
  readonly #latest = new Map<string, Conversation>();
  readonly #conversations = new Map<ConversationId, Conversation>();
  readonly #messages = new Map<MessageId, Message>();
  readonly #byProviderId = new Map<string, MessageId>();
  readonly #parked = new Map<string, ParkedUpdate[]>();
  readonly #notices = new Set<string>();

  readonly #newCustomers = new Set<CustomerId>();
  readonly #changedCustomers = new Set<CustomerId>();
  readonly #newIdentities = new Map<IdentityId, Identity>();
  readonly #closedIdentities = new Map<IdentityId, Date>();
  readonly #newConversations = new Set<ConversationId>();
  readonly #changedConversations = new Set<ConversationId>();
  readonly #newMessages = new Set<MessageId>();
  readonly #changedMessages = new Set<MessageId>();
  readonly #newParked = new Map<string, ParkedUpdate>();
  readonly #takenParked: ProviderMessageRef[] = [];
  readonly #newNotices: ChannelNotice[] = [];
  readonly #newQuarantined: QuarantinedItem[] = [];
  readonly #events: DomainEvent[] = [];
  readonly #given: { readonly accountId: AccountId; readonly ids: Ids; readonly at: Date };

  readonly files: FileClaims;

  constructor(
    loaded: IntakeState,
    given: { readonly accountId: AccountId; readonly ids: Ids; readonly at: Date },
    files: readonly MediaFile[] = [],
  ) {
    this.#given = given;
    this.files = new FileClaims(files);
    for (const identity of loaded.identities) this.#valid.set(identityKey(identity), identity);
    for (const { customer, identities } of loaded.customers) {
      this.#customers.set(customer.id, customer);
      this.#identitiesOf.set(customer.id, [...identities]);
    }
    for (const conversation of loaded.conversations) this.#setLatest(conversation);
    for (const message of loaded.messages) this.#index(message);
    for (const update of loaded.parked) {
      const key = providerKey(update);
      this.#parked.set(key, [...(this.#parked.get(key) ?? []), update]);
    }
    for (const notice of loaded.notices) this.#notices.add(`${notice.inboxId}:${notice.dedupeKey}`);
  }

  find(ref: IdentityRef): Identity | undefined {
    return this.#valid.get(identityKey(ref));
  }

  of(customerId: CustomerId): readonly Identity[] {
    return this.#identitiesOf.get(customerId) ?? [];
  }

  customer(id: CustomerId): Customer | undefined {
    return this.#customers.get(id);
  }

  /** The active conversation of the pair, else its newest. */
  latest(customerId: CustomerId, inboxId: InboxId): Conversation | undefined {
    return this.#latest.get(`${customerId}:${inboxId}`);
  }

  message(id: MessageId): Message | undefined {
    return this.#messages.get(id);
  }

  messageByProviderId(ref: ProviderMessageRef): Message | undefined {
    const id = this.#byProviderId.get(providerKey(ref));
    return id === undefined ? undefined : this.#messages.get(id);
  }

  hasNotice(inboxId: InboxId, dedupeKey: string): boolean {
    return this.#notices.has(`${inboxId}:${dedupeKey}`);
  }

  tell(actor: Actor, facts: readonly DomainFact[]): void {
    if (facts.length > 0) this.#events.push(...wrapFacts(facts, { ...this.#given, actor }));
  }

  addCustomer(customer: Customer): void {
    this.#customers.set(customer.id, customer);
    this.#identitiesOf.set(customer.id, []);
    this.#newCustomers.add(customer.id);
  }

  /** Takes the next state of a customer; its version grows once per batch. */
  changeCustomer(next: Customer): void {
    const isNoted = this.#newCustomers.has(next.id) || this.#changedCustomers.has(next.id);
    this.#customers.set(next.id, isNoted ? next : { ...next, version: next.version + 1 });
    if (!isNoted) this.#changedCustomers.add(next.id);
  }

  addIdentity(identity: Identity): void {
    this.#valid.set(identityKey(identity), identity);
    this.#identitiesOf.set(identity.customerId, [...this.of(identity.customerId), identity]);
    this.#newIdentities.set(identity.id, identity);
  }

  /** Ends an identity. Its customer gets a new version, so that who remembers them notices. */
  closeIdentity(identity: Identity, at: Date): void {
    if (this.find(identity)?.id === identity.id) this.#valid.delete(identityKey(identity));
    this.#identitiesOf.set(
      identity.customerId,
      this.of(identity.customerId).filter((other) => other.id !== identity.id),
    );
    const added = this.#newIdentities.get(identity.id);
    if (added === undefined) this.#closedIdentities.set(identity.id, at);
    else this.#newIdentities.set(identity.id, { ...added, validTo: at });
    const holder = this.#customers.get(identity.customerId);
    if (holder === undefined) throw new Error(`identity without customer ${identity.customerId}`);
    this.changeCustomer({ ...holder, updatedAt: at });
  }

  addConversation(conversation: Conversation): void {
    this.#newConversations.add(conversation.id);
    this.#setLatest(conversation);
  }

  /** Takes the next state of a conversation; its version grows once per batch. */
  changeConversation(next: Conversation): void {
    const isNoted = this.#newConversations.has(next.id) || this.#changedConversations.has(next.id);
    if (!isNoted) this.#changedConversations.add(next.id);
    this.#setLatest(isNoted ? next : { ...next, version: next.version + 1 });
  }

  addMessage(message: Message): void {
    this.#newMessages.add(message.id);
    this.#index(message);
  }

  changeMessage(next: Message): void {
    if (!this.#newMessages.has(next.id)) this.#changedMessages.add(next.id);
    this.#index(next);
  }

  park(update: ParkedUpdate): boolean {
    const key = providerKey(update);
    const known = this.#parked.get(key) ?? [];
    if (known.some((other) => other.dedupeKey === update.dedupeKey)) return false;
    this.#parked.set(key, [...known, update]);
    this.#newParked.set(`${key}:${update.dedupeKey}`, update);
    return true;
  }

  /** What was parked for a message that is being stored now, oldest first. */
  takeParked(ref: ProviderMessageRef): readonly ParkedUpdate[] {
    const key = providerKey(ref);
    const parked = this.#parked.get(key) ?? [];
    if (parked.length === 0) return [];
    this.#parked.delete(key);
    let isStored = false;
    for (const update of parked) if (!this.#newParked.delete(`${key}:${update.dedupeKey}`)) isStored = true;
    if (isStored) this.#takenParked.push({ inboxId: ref.inboxId, providerMessageId: ref.providerMessageId });
    return parked;
  }

  addNotice(notice: ChannelNotice): void {
    this.#notices.add(`${notice.inboxId}:${notice.dedupeKey}`);
    this.#newNotices.push(notice);
  }

  quarantine(item: QuarantinedItem): void {
    this.#newQuarantined.push(item);
  }

  /** How many numbers the batch needs from the account. */
  get newConversationCount(): number {
    return this.#newConversations.size;
  }

  /** Updates of messages that are not there so far, as far as they are new. */
  get newParked(): readonly ParkedUpdate[] {
    return [...this.#newParked.values()];
  }

  /** What must be written; conversations started by the batch are numbered from `firstNumber`. */
  changes(firstNumber: number): IntakeChanges {
    const numbers = new Map<ConversationId, number>();
    for (const id of this.#newConversations) numbers.set(id, firstNumber + numbers.size);
    const conversation = (id: ConversationId): Conversation => {
      const found = this.#conversations.get(id) as Conversation;
      const number = numbers.get(id);
      return number === undefined ? found : { ...found, number };
    };
    const customers = (ids: Iterable<CustomerId>): Customer[] =>
      Array.from(ids, (id) => this.#customers.get(id) as Customer);
    const messages = (ids: Iterable<MessageId>): Message[] =>
      Array.from(ids, (id) => this.#messages.get(id) as Message);
    return {
      newCustomers: customers(this.#newCustomers),
      changedCustomers: customers(this.#changedCustomers),
      newIdentities: [...this.#newIdentities.values()],
      closedIdentities: Array.from(this.#closedIdentities, ([id, validTo]) => ({ id, validTo })),
      newConversations: Array.from(this.#newConversations, conversation),
      // In the order in which everybody locks them.
      changedConversations: Array.from(this.#changedConversations, conversation).sort(byPair),
      newMessages: messages(this.#newMessages),
      changedMessages: messages(this.#changedMessages),
      newParked: this.newParked,
      takenParked: this.#takenParked,
      newNotices: this.#newNotices,
      newQuarantined: this.#newQuarantined,
      events: this.#events.map((event) =>
        event.type === 'conversation.opened'
          ? {
              ...event,
              data: { ...event.data, number: numbers.get(event.data.conversationId) ?? event.data.number },
            }
          : event,
      ),
    };
  }

  /** Everybody the batch touched, as it leaves them. @param changes what was written, with the numbers that were given */
  people({ newConversations }: IntakeChanges): readonly SeenPerson[] {
    const numbered = new Map(newConversations.map((conversation) => [conversation.id, conversation]));
    const theirs = new Map<CustomerId, Conversation[]>();
    for (const latest of this.#latest.values()) {
      const conversation = numbered.get(latest.id) ?? latest;
      const others = theirs.get(conversation.customerId);
      if (others === undefined) theirs.set(conversation.customerId, [conversation]);
      else others.push(conversation);
    }
    return Array.from(this.#customers.values(), (customer) => ({
      customer,
      identities: this.of(customer.id),
      conversations: theirs.get(customer.id) ?? [],
    }));
  }

  #setLatest(conversation: Conversation): void {
    this.#conversations.set(conversation.id, conversation);
    const key = `${conversation.customerId}:${conversation.inboxId}`;
    const current = this.#latest.get(key);
    if (current === undefined || current.id === conversation.id || !isActive(current.status))
      this.#latest.set(key, conversation);
  }

  #index(message: Message): void {
    this.#messages.set(message.id, message);
    const { inboxId, providerMessageId } = message;
    if (providerMessageId !== undefined)
      this.#byProviderId.set(providerKey({ inboxId, providerMessageId }), message.id);
  }
}

/** The order in which conversations are locked, by whoever locks several. */
export function byPair(left: Conversation, right: Conversation): number {
  if (left.customerId !== right.customerId) return left.customerId < right.customerId ? -1 : 1;
  return left.inboxId < right.inboxId ? -1 : 1;
}

function providerKey(ref: ProviderMessageRef): string {
  return `${ref.inboxId}:${ref.providerMessageId}`;
}
