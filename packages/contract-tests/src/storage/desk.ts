import {
  type AccountId,
  type AccountStorage,
  type Agent,
  type Conversation,
  type Customer,
  createIds,
  type DomainEvent,
  type Identity,
  type Ids,
  type InboundMessage,
  type Inbox,
  type OutboundMessage,
  type Storage,
} from '@parley/core';
import type { IntakeChanges, IntakeKeys } from '@parley/core/storage';
import {
  aConversation,
  aCustomer,
  anIdentity,
  anInboundMessage,
  anInbox,
  anOutboundMessage,
} from '@parley/core/testing';

/** A fixed Monday morning; stores write the times they are given. */
export const monday = new Date('2026-01-05T09:00:00.123Z');

/** So many milliseconds after {@link monday}. */
export function later(ms: number): Date {
  return new Date(monday.getTime() + ms);
}

/** One account of its own for a test, with an inbox, and builders for rows that fit into it. */
export interface Desk {
  readonly storage: Storage;
  readonly ids: Ids;
  readonly accountId: AccountId;
  readonly account: AccountStorage;
  readonly inbox: Inbox;
  agent(given?: Partial<Agent>): Agent;
  customer(given?: Partial<Customer>): Customer;
  identity(customer: Customer, given?: Partial<Identity>): Identity;
  conversation(customer: Customer, given?: Partial<Conversation>): Conversation;
  inbound(conversation: Conversation, given?: Partial<InboundMessage>): InboundMessage;
  outbound(conversation: Conversation, given?: Partial<OutboundMessage>): OutboundMessage;
  event(given?: Partial<DomainEvent<'message.sent'>>): DomainEvent;
  /** A stored customer with a stored open conversation. */
  openConversation(
    given?: Partial<Conversation>,
  ): Promise<{ customer: Customer; conversation: Conversation }>;
}

const allIds = createIds();
let numbers = 0;

/** A text that no other call returns. */
export function unique(prefix: string): string {
  numbers += 1;
  return `${prefix}-${process.pid}-${numbers}`;
}

/** Opens a new account with one inbox. */
export async function openDesk(storage: Storage): Promise<Desk> {
  const ids = allIds;
  const accountId = ids.next('acc');
  await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: monday }]);
  const account = storage.forAccount(accountId);
  const inbox = anInbox({ id: ids.next('inb'), createdAt: monday, updatedAt: monday });
  await account.inboxes.add([inbox]);
  let number = 1000;
  const desk: Desk = {
    storage,
    ids,
    accountId,
    account,
    inbox,
    agent: (given) => ({
      id: ids.next('agt'),
      name: 'Ana',
      role: 'agent',
      version: 1,
      createdAt: monday,
      ...given,
    }),
    customer: (given) => aCustomer({ id: ids.next('cus'), createdAt: monday, updatedAt: monday, ...given }),
    identity: (customer, given) =>
      anIdentity({
        id: ids.next('idn'),
        customerId: customer.id,
        value: unique('1650'),
        validFrom: monday,
        ...given,
      }),
    conversation: (customer, given) => {
      number += 1;
      const own = { id: ids.next('cnv'), number, customerId: customer.id, inboxId: inbox.id };
      return aConversation({ ...own, createdAt: monday, updatedAt: monday, ...given });
    },
    inbound: (conversation, given) =>
      anInboundMessage({
        ...placeOf(conversation, ids),
        sender: { type: 'customer', id: conversation.customerId },
        providerMessageId: unique('wamid.'),
        ...given,
      }),
    outbound: (conversation, given) => anOutboundMessage({ ...placeOf(conversation, ids), ...given }),
    event: (given) => ({
      id: ids.next('evt'),
      type: 'message.sent',
      version: 1,
      accountId,
      actor: { type: 'system' },
      at: monday,
      data: { messageId: ids.next('msg'), conversationId: ids.next('cnv') },
      ...given,
    }),
    async openConversation(given) {
      const customer = desk.customer();
      const conversation = desk.conversation(customer, given);
      await account.transaction(async (tx) => {
        await tx.customers.add([customer]);
        await tx.conversations.add([conversation]);
      });
      return { customer, conversation };
    },
  };
  return desk;
}

function placeOf(conversation: Conversation, ids: Ids) {
  const { id, customerId, inboxId } = conversation;
  return { id: ids.next('msg'), conversationId: id, customerId, inboxId, sentAt: monday, createdAt: monday };
}

/** Changes of a batch that changes nothing else. */
export function changes(given: Partial<IntakeChanges>): IntakeChanges {
  return {
    newCustomers: [],
    changedCustomers: [],
    newIdentities: [],
    closedIdentities: [],
    newConversations: [],
    changedConversations: [],
    newMessages: [],
    changedMessages: [],
    newParked: [],
    takenParked: [],
    newNotices: [],
    newQuarantined: [],
    events: [],
    ...given,
  };
}

/** Keys of a batch that touches nothing else. */
export function keys(given: Partial<IntakeKeys>): IntakeKeys {
  return { inboxIds: [], identities: [], providerMessages: [], messageIds: [], notices: [], ...given };
}
