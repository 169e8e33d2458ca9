import { createIds, type Storage } from '@parley/core';
import { aConversation, aCustomer, anIdentity, anInboundMessage, anInbox } from '@parley/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';

const ids = createIds();

describe.runIf(hasServer)('what is sent to a server', () => {
  let database: TestDatabase;
  let storage: Storage;
  const sent: string[] = [];
  const accountId = ids.next('acc');
  const inbox = anInbox({ id: ids.next('inb') });

  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      onQuery: ({ text }) => sent.push(text),
    });
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
    await storage.forAccount(accountId).inboxes.add([inbox]);
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });
  beforeEach(() => {
    sent.length = 0;
  });

  /** A batch of first messages: everything is looked up, everything is new. */
  const takeIn = (count: number): Promise<void> =>
    storage.forAccount(accountId).transaction(async (tx) => {
      const people = Array.from({ length: count }, () => {
        const customer = aCustomer({ id: ids.next('cus') });
        const identity = anIdentity({ id: ids.next('idn'), customerId: customer.id, value: customer.id });
        return { customer, identity };
      });
      await tx.intake.load({
        inboxIds: [inbox.id],
        identities: people.map(({ identity }) => identity),
        providerMessages: people.map(({ customer }) => ({
          inboxId: inbox.id,
          providerMessageId: customer.id,
        })),
        messageIds: [],
        notices: [],
      });
      const first = await tx.conversations.takeNumbers(count);
      const conversations = people.map(({ customer }, index) =>
        aConversation({
          id: ids.next('cnv'),
          number: first + index,
          customerId: customer.id,
          inboxId: inbox.id,
        }),
      );
      await tx.intake.save({
        newCustomers: people.map(({ customer }) => customer),
        changedCustomers: [],
        newIdentities: people.map(({ identity }) => identity),
        closedIdentities: [],
        newConversations: conversations,
        changedConversations: [],
        newMessages: conversations.map(({ id, customerId }) =>
          anInboundMessage({
            id: ids.next('msg'),
            conversationId: id,
            customerId,
            inboxId: inbox.id,
            providerMessageId: customerId,
          }),
        ),
        changedMessages: [],
        newParked: [],
        takenParked: [],
        newNotices: [],
        newQuarantined: [],
        events: conversations.map(({ id, customerId, number }) => ({
          id: ids.next('evt'),
          type: 'conversation.opened',
          version: 1,
          accountId,
          actor: { type: 'system' },
          at: new Date(),
          data: { conversationId: id, customerId, inboxId: inbox.id, number },
        })),
      });
    });

  it.each([1, 100, 500])('for a batch of %i: begin, load, numbers, save, commit', async (count) => {
    await takeIn(count);
    expect(sent).toHaveLength(5);
    expect(sent[0]).toMatch(/begin;/);
    expect(sent[4]).toBe('commit');
  });

  it('is the same text for batches of every size, so that it is planned once', async () => {
    await takeIn(2);
    const small = sent.splice(0).slice(1);
    await takeIn(90);
    expect(sent.slice(1)).toStrictEqual(small);
  });

  it('takes locks with the beginning, not on their own', async () => {
    await storage.forAccount(accountId).transaction(() => Promise.resolve(), { locks: ['a', 'b'] });
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatch(/begin;.*pg_advisory_xact_lock/);
  });

  it('is one statement for jobs of one name, however many', async () => {
    const jobs = Array.from({ length: 50 }, () => ({
      name: 'conversation.deliver' as const,
      payload: { accountId, conversationId: ids.next('cnv') },
    }));
    await storage.forAccount(accountId).transaction((tx) => tx.jobs.add(jobs));
    expect(sent).toHaveLength(3);
  });

  it('is nothing for an empty batch beyond beginning and end', async () => {
    await storage.forAccount(accountId).transaction(async (tx) => {
      await tx.customers.add([]);
      await tx.outbox.append([]);
      await tx.jobs.add([]);
    });
    expect(sent).toHaveLength(2);
  });

  it('never holds a value, only placeholders', async () => {
    await takeIn(1);
    await storage.forAccount(accountId).customers.list({ search: 'Sara secret' }, { limit: 3 });
    expect(sent.join('\n')).not.toMatch(/Sara|Where is my order/);
  });
});
