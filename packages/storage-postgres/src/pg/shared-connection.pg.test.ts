import { type Conversation, createIds, type Storage, StorageUnavailableError } from '@parley/core';
import type { IntakeContinuation } from '@parley/core/storage';
import { aConversation, aCustomer, anInboundMessage, anInbox } from '@parley/core/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPostgresStorage } from '../create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from '../test-server.ts';

const ids = createIds();
const at = new Date();

describe.runIf(hasServer)('writes that follow each other on one connection', () => {
  let database: TestDatabase;
  let storage: Storage;
  let other: pg.Client;
  const accountId = ids.next('acc');
  const inbox = anInbox({ id: ids.next('inb') });

  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      poolSize: 4,
    });
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: at }]);
    await storage.forAccount(accountId).inboxes.add([inbox]);
    other = new pg.Client({ connectionString: database.url });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await storage.close();
    await database.drop();
  });

  /** Somebody with a conversation, and their next message as it was decided from memory. */
  const somebody = async (): Promise<{ conversation: Conversation; next: IntakeContinuation }> => {
    const account = storage.forAccount(accountId);
    const customer = aCustomer({ id: ids.next('cus') });
    const place = { customerId: customer.id, inboxId: inbox.id };
    const number = 1 + Math.floor(Math.random() * 1e9);
    const conversation = aConversation({ id: ids.next('cnv'), number, ...place });
    await account.transaction(async (tx) => {
      await tx.customers.add([customer]);
      await tx.conversations.add([conversation]);
    });
    const message = anInboundMessage({
      id: ids.next('msg'),
      conversationId: conversation.id,
      ...place,
      providerMessageId: conversation.id,
    });
    const next: IntakeContinuation = {
      conversations: [{ ...conversation, version: conversation.version + 1 }],
      messages: [message],
      events: [
        {
          id: ids.next('evt'),
          type: 'message.sent',
          version: 1,
          accountId,
          actor: { type: 'system' },
          at,
          data: { messageId: message.id, conversationId: conversation.id },
        },
      ],
      customers: [customer],
    };
    return { conversation, next };
  };
  const write = (next: IntakeContinuation): Promise<void> =>
    storage.forAccount(accountId).intake.continueConversations(next);
  const isStored = async ({ messages }: IntakeContinuation): Promise<boolean> =>
    (await storage.forAccount(accountId).messages.find(messages.map(({ id }) => id))).length > 0;
  /** Holds the row of a conversation while `meanwhile` runs. */
  const holding = async ({ id }: Conversation, meanwhile: () => Promise<void>): Promise<void> => {
    await other.query('begin');
    await other.query('select 1 from parley.conversations where id = $1 for update', [id.slice(4)]);
    await meanwhile().finally(() => other.query('rollback'));
  };
  /** The process of the server that waits for a lock. */
  const waitingProcess = (): Promise<number> =>
    vi.waitFor(async () => {
      const [row] = await database.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(row).toBeDefined();
      return row?.pid ?? 0;
    });

  it('one that waits for a lock holds up nobody who comes after a while', async () => {
    const [held, free] = [await somebody(), await somebody()];
    await holding(held.conversation, async () => {
      const since = performance.now();
      let isDone = false;
      const waits = write(held.next).then(() => {
        isDone = true;
      });
      await waitingProcess();
      await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(25));
      await write(free.next);
      expect(isDone).toBe(false);
      await other.query('rollback');
      await waits;
    });
    expect([await isStored(held.next), await isStored(free.next)]).toStrictEqual([true, true]);
  });

  it('when the connection is lost, none of them counts as stored, and all can be sent again', async () => {
    const people = [await somebody(), await somebody(), await somebody()];
    const [first] = people;
    if (first === undefined) throw new Error('there are three');
    await holding(first.conversation, async () => {
      const results = Promise.allSettled(people.map(({ next }) => write(next)));
      await database.query(`select pg_terminate_backend(${await waitingProcess()})`);
      for (const result of await results)
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailableError) });
    });
    for (const { next } of people) expect(await isStored(next)).toBe(false);
    for (const { next } of people) await write(next);
    for (const { next } of people) expect(await isStored(next)).toBe(true);
  });
});
