import { type AccountId, createIds, type DomainEvent, type MediaFile, type Storage } from '@parley/core';
import {
  aConversation,
  aCustomer,
  anIdentity,
  anInboundMessage,
  anInbox,
  anOutboundMessage,
} from '@parley/core/testing';

const ids = createIds();

/** Uses every store of an account once, for tests of the statements. */
export async function useEverything(storage: Storage, accountId: AccountId): Promise<void> {
  const account = storage.forAccount(accountId);
  const inbox = anInbox({ id: ids.next('inb') });
  await account.inboxes.add([inbox]);
  const customer = aCustomer({ id: ids.next('cus') });
  const identity = anIdentity({ id: ids.next('idn'), customerId: customer.id, value: customer.id });
  const place = { customerId: customer.id, inboxId: inbox.id };
  const conversation = aConversation({ id: ids.next('cnv'), number: 1_000_000, ...place });
  const at = new Date();
  const inThread = { conversationId: conversation.id, ...place };
  const inbound = anInboundMessage({ id: ids.next('msg'), ...inThread, providerMessageId: conversation.id });
  const outbound = anOutboundMessage({ id: ids.next('msg'), ...inThread, seq: 2, clientMessageId: 'c' });
  const parked = {
    inboxId: inbox.id,
    providerMessageId: 'p',
    dedupeKey: 'd',
    update: { type: 'delete' as const, at },
    receivedAt: at,
  };
  const nothing = {
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
  };
  const anEvent = (): DomainEvent => ({
    id: ids.next('evt'),
    type: 'message.sent',
    version: 1,
    accountId,
    actor: { type: 'system' },
    at,
    data: { messageId: inbound.id, conversationId: conversation.id },
  });
  const file: MediaFile = {
    id: ids.next('med'),
    inboxId: inbox.id,
    state: 'receiving',
    uploader: { type: 'staff', by: { type: 'system' } },
    fileName: 'a.png',
    mimeType: 'image/png',
    sizeBytes: 1,
    storageKey: inbox.id,
    createdAt: at,
  };
  const claim = { actor: 'a', key: inbox.id, fingerprint: 'f', at };
  await account.transaction(async (tx) => {
    await tx.media.add([file]);
    await tx.media.findForUpdate([file.id]);
    await tx.media.save([{ ...file, state: 'ready' }]);
    await tx.media.discardUnsent(new Date(0), 10);
    await tx.media.remove([file.id]);
    await tx.intake.load({
      inboxIds: [inbox.id],
      identities: [identity],
      providerMessages: [parked],
      messageIds: [inbound.id],
      notices: [],
    });
    await tx.intake.save({
      ...nothing,
      newCustomers: [customer],
      newIdentities: [identity],
      newConversations: [conversation],
      newMessages: [inbound, outbound],
      newParked: [parked],
    });
    const next = anInboundMessage({ id: ids.next('msg'), ...inThread, seq: 3, providerMessageId: 'next' });
    await tx.intake.continueConversations({
      conversations: [{ ...conversation, version: 2 }],
      messages: [next],
      events: [anEvent()],
      customers: [customer],
    });
    const two = [4, 5].map((seq) =>
      anInboundMessage({ id: ids.next('msg'), ...inThread, seq, providerMessageId: `next${seq}` }),
    );
    await tx.intake.continueConversations({
      conversations: [{ ...conversation, version: 3 }],
      messages: two,
      events: [anEvent()],
      customers: [customer],
    });
    await tx.intake.save({
      ...nothing,
      changedCustomers: [{ ...customer, version: 2 }],
      closedIdentities: [{ id: identity.id, validTo: at }],
      changedConversations: [{ ...conversation, version: 4 }],
      changedMessages: [inbound],
      takenParked: [parked],
    });
    await tx.conversations.latestOf([place]);
    await tx.conversations.findForUpdate([conversation.id]);
    await tx.messages.findForUpdate([inbound.id]);
    await tx.messages.takeParked([parked]);
    await tx.messages.nextToDeliver(conversation.id);
    await tx.messages.stuckInSending(at, 10);
    await tx.idempotency.claim(claim);
    await tx.idempotency.claim(claim);
    await tx.idempotency.complete(claim, { status: 200, body: null });
    await tx.idempotency.purge(new Date(0));
  });
  await account.messages.conversationsWithQueued(at, 10);
  await account.messages.purgeParked(new Date(0));
  await account.messages.list(conversation.id, 'forward', { limit: 10 });
  await account.messages.list(conversation.id, 'backward', { limit: 10, after: 5 });
  await account.messages.findByClientMessageId(conversation.id, 'c');
  await account.customers.find([customer.id]);
  await account.customers.list({}, { limit: 10 });
  await account.customers.list({ search: 'sar' }, { limit: 10, after: { updatedAt: at, id: customer.id } });
  await account.customers.identitiesOf([customer.id]);
  await account.customers.findIdentities([identity]);
  await account.conversations.list({}, { limit: 10 });
  await account.conversations.list({ customerId: customer.id }, { limit: 10 });
  await account.conversations.list({ assigneeId: ids.next('agt') }, { limit: 10 });
  const after = { lastActivityAt: at, id: conversation.id };
  await account.conversations.list(
    { statuses: ['open', 'pending'], inboxId: inbox.id },
    { limit: 10, after },
  );
  await account.conversations.list({ isUnread: true }, { limit: 10, after });
  await account.conversations.counts(ids.next('agt'));
  await account.messages.headsAt([{ conversationId: conversation.id, seq: 1 }]);
  await account.messages.list(conversation.id, 'forward', { limit: 10 }, { afterSeq: 1, beforeSeq: 9 });
  await account.events.ofConversation(conversation.id, ['conversation.opened'], { limit: 10, after: '1' });
  await account.notes.find([ids.next('not')]);
  await account.notes.list(conversation.id, { limit: 10 });
  const session = { inboxId: inbox.id, sessionId: 's', conversationId: conversation.id, handedOffAt: at };
  await account.handoffs.put({ ...session, handoff: { source: 'web_chat', assistantId: 'a', subject: 's' } });
  await account.handoffs.findCurrent(inbox.id, 's');
  await account.handoffs.ofConversations([conversation.id]);
  await account.quarantine.list({}, { limit: 10 });
  await account.quarantine.list({ state: 'waiting' }, { limit: 10 });
  await account.events.read({ position: '0.0' }, 10);
  await account.events.read({ position: '0.0' }, 10, { types: ['message.read'] });
  await account.events.end();
  await storage.system.events.read({ position: '0.0' }, 10);
  await storage.system.events.end();
  await storage.system.findApiKey('x');
  await storage.system.findInbox(inbox.id);
  await storage.system.accountsWithLateDeliveries(at, 10);
}
