import { createIds, type Storage } from '@parley/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';
import { useEverything } from './use-everything.ts';

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
  insert into parley.media_files (account_id, id, inbox_id, state, uploader, file_name, mime_type, size_bytes, storage_key, message_id, created_at)
    select '${account}', gen_random_uuid(), '${inbox}', 'sent', '{}', 'f', 'image/png', 1, id, id, now() from parley.messages;
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
        'media_files',
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
