import { type AccountId, createIds, type MediaFile, type Storage } from '@parley/core';
import {
  aConversation,
  aCustomer,
  anIdentity,
  anInboundMessage,
  anInbox,
  anOutboundMessage,
} from '@parley/core/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';

const ids = createIds();

/** A statement and the role it ran as. */
interface Sent {
  readonly text: string;
  readonly name: string | undefined;
  readonly role: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables that stay small, or are read whole on purpose. */
const smallTables = new Set([
  'accounts',
  'agents',
  'inboxes',
  'log_epoch',
  'schema_migrations',
  'queue',
  'version',
]);

/** Walks in the order of an index that end at a limit, and indexes that hold only the few rows that matter. */
const walks = new Set([
  'customers_by_update',
  'conversations_by_status',
  'conversations_one_active',
  'events_pkey',
  'events_by_position',
  'messages_undelivered',
  'messages_undelivered_since',
  'quarantined_items_pkey',
]);

/** What a plan reads by more than the account, and what it does not. */
function fullReads(node: PlanNode): readonly string[] {
  const below = (node.Plans ?? []).flatMap(fullReads);
  const table = node['Relation Name'];
  if (table === undefined || smallTables.has(table) || node['Node Type'] === 'ModifyTable') return below;
  const index = node['Index Name'];
  if (index !== undefined && walks.has(index)) return below;
  const columns = new Set(
    [...(node['Index Cond'] ?? '').matchAll(/\(?\b([a-z_]+) (?:=|<|>|<=|>=) /g)].map(([, column]) => column),
  );
  columns.delete('account_id');
  return columns.size > 0 ? below : [...below, `${table} by ${index ?? node['Node Type']}`];
}

/** Uses every store of an account once. */
async function useEverything(storage: Storage, accountId: AccountId): Promise<void> {
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
    await tx.intake.save({
      ...nothing,
      changedCustomers: [{ ...customer, version: 2 }],
      closedIdentities: [{ id: identity.id, validTo: at }],
      changedConversations: [{ ...conversation, version: 2 }],
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

/** So many customers, each with two identities, a conversation, a message and an event. */
const seed = (account: string, inbox: string, count: number): string => `
  create temporary table seeds as
    select n, gen_random_uuid() as customer, gen_random_uuid() as conversation from generate_series(1, ${count}) n;
  insert into parley.customers (account_id, id, name, attributes, name_is_edited, version, created_at, updated_at, name_key)
    select '${account}', customer, 'Sara ' || n, '{}', false, 1, now(), now() - n * interval '1 second', 'sara ' || n from seeds;
  insert into parley.customer_identities (account_id, id, customer_id, channel, scope, kind, value, value_key, valid_from)
    select '${account}', gen_random_uuid(), customer, 'whatsapp', 's', kind, kind || n, kind || n, now()
    from seeds cross join (values ('phone'), ('user_id')) k(kind);
  insert into parley.conversations (account_id, id, number, customer_id, inbox_id, status, priority, controller, last_seq,
      last_read_seq, unread_count, last_activity_at, activity_slot, version, created_at, updated_at)
    select '${account}', conversation, n, customer, '${inbox}', case when n % 50 = 0 then 'open' else 'closed' end, 'normal',
      'queue', 1, 0, 0, now() - n * interval '1 second', floor(extract(epoch from now() - n * interval '1 second') / 900),
      1, now(), now() from seeds;
  insert into parley.messages (account_id, id, conversation_id, customer_id, inbox_id, seq, direction, sender, content,
      provider_message_id, sent_at, created_at)
    select '${account}', gen_random_uuid(), conversation, customer, '${inbox}', 1, 'inbound', '{}', '{}', 'wamid' || n, now(), now()
    from seeds;
  insert into parley.notes (account_id, id, conversation_id, author, text, after_seq, created_at)
    select '${account}', gen_random_uuid(), conversation, '{}', 'n', 1, now() from seeds where n % 5 = 0;
  insert into parley.events (account_id, id, type, version, actor, data, at)
    select '${account}', gen_random_uuid(), 'message.received', 1, '{}', '{}', now() from seeds;
  insert into parley.parked_updates (account_id, inbox_id, provider_message_id, dedupe_key, update, received_at)
    select '${account}', '${inbox}', 'parked' || n, 'd', '{}', now() from seeds where n % 5 = 0;
  insert into parley.bot_sessions (account_id, conversation_id, inbox_id, session_id, handoff, handed_off_at) select '${account}', conversation, '${inbox}', 'session' || n, '{}', now() from seeds where n % 5 = 0;
  insert into parley.idempotency_keys (account_id, actor, key, fingerprint, created_at)
    select '${account}', 'key', n, 'f', now() from seeds where n % 5 = 0;
  drop table seeds`;

describe.runIf(hasServer)('plans on a server', () => {
  let database: TestDatabase;
  let storage: Storage;
  const accountId = ids.next('acc');
  const sent = new Map<string, Sent>();
  let role = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      onQuery: ({ text, name }) => {
        const opening = /set local role (\w+)/.exec(text);
        if (opening !== null) role = opening[1] ?? '';
        else if (/\bparley\./.test(text)) sent.set(text, { text, name, role });
      },
    });
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
    sent.clear();
    await useEverything(storage, accountId);
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  /** Each statement that would read all rows of an account, and what it reads. */
  const badPlans = async (): Promise<readonly string[]> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const bad: string[] = [];
    try {
      await client.query(
        'set jit=off; set enable_seqscan=off; set enable_hashjoin=off; set enable_mergejoin=off; ' +
          'set enable_bitmapscan=off; set enable_material=off; set plan_cache_mode=force_generic_plan',
      );
      for (const statement of sent.values()) {
        await client.query(
          `begin; set local role ${statement.role}; set local parley.account_id = '${accountId.slice(4)}'`,
        );
        await client.query(`prepare examined as ${statement.text}`);
        const [types] = (
          await client.query(`select cardinality(parameter_types) as n from pg_prepared_statements`)
        ).rows;
        const nulls = Array.from({ length: types.n }, () => 'null').join(', ');
        const explained = await client.query(
          `explain (format json) execute examined${types.n > 0 ? `(${nulls})` : ''}`,
        );
        const reads = fullReads(explained.rows[0]['QUERY PLAN'][0].Plan);
        if (reads.length > 0) bad.push(`${statement.text.slice(0, 200)} … reads ${reads.join(', ')}`);
        await client.query('deallocate examined; rollback');
      }
    } finally {
      await client.end();
    }
    return bad;
  };

  it('were looked at for every kind of statement', () => {
    expect(sent.size).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['that nobody has analysed', ''],
    ['that has been analysed', 'analyze'],
  ])('walk indexes in a database of 50,000 customers %s', async (_name, then) => {
    const [known] = await database.query<{ n: string }>('select count(*) as n from parley.customers');
    const [inbox] = await database.query<{ id: string }>('select id from parley.inboxes limit 1');
    if (Number(known?.n) < 1000) {
      // Nobody may analyse the tables yet: a desk's first minute is the first case.
      const tables = [
        'customers',
        'customer_identities',
        'conversations',
        'messages',
        'notes',
        'events',
        'parked_updates',
        'idempotency_keys',
      ];
      await database.query(
        tables.map((table) => `alter table parley.${table} set (autovacuum_enabled = off)`).join(';'),
      );
      await database.query(seed(accountId.slice(4), inbox?.id ?? '', 50_000));
    }
    if (then !== '') await database.query(then);
    expect(await badPlans()).toStrictEqual([]);
  });
});
