import type { Migration } from './migration.ts';

/**
 * Tables. Text that is a key compares byte by byte (`collate "C"`), whatever the database's locale. `account_id` leads every primary key and every foreign key carries it, so a row of one account cannot point at
 * a row of another, and tables can be distributed by it.
 *
 * Indexes follow the queries of the stores. Where a row is written often, what changes often is kept out of them: a
 * message's delivery moves on without touching an index (`undelivered_since` is null from the moment it left us).
 *
 * Many have a condition that is always true (a column that is never null is not null). It keeps the planner from using
 * them for queries that do not repeat the condition. All of them begin with the account, and until a table has been
 * analysed the planner takes the rows of one account for a handful: any index would do, it thinks, also for the checks
 * of foreign keys.
 */
export const foundation: Migration = {
  number: 1,
  name: 'foundation',
  isCompatible: true,
  sql: `
create table parley.accounts (
  account_id uuid primary key,
  name text not null,
  next_conversation_number integer not null default 1,
  created_at timestamptz(3) not null
) with (fillfactor = 70);

create table parley.agents (
  account_id uuid not null references parley.accounts,
  id uuid not null,
  name text not null,
  email text,
  role text not null,
  created_at timestamptz(3) not null,
  primary key (account_id, id)
);

create table parley.inboxes (
  account_id uuid not null references parley.accounts,
  id uuid not null,
  name text not null,
  channel text not null,
  settings jsonb not null,
  sealed_credentials text not null,
  reopen_window_ms bigint not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (account_id, id)
);
-- A webhook names its inbox before anything says whose it is: the id alone must be unambiguous.
create unique index inboxes_id on parley.inboxes (id);

create table parley.api_keys (
  account_id uuid not null references parley.accounts,
  id uuid not null,
  name text not null,
  prefix text not null,
  hash text collate "C" not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (account_id, id)
);
create unique index api_keys_hash on parley.api_keys (hash);

create table parley.customers (
  account_id uuid not null references parley.accounts,
  id uuid not null,
  name text,
  username text,
  email text,
  phone text,
  language text,
  timezone text,
  attributes jsonb not null,
  name_is_edited boolean not null,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name_key text collate "C",
  username_key text collate "C",
  email_key text collate "C",
  phone_key text collate "C",
  primary key (account_id, id)
);
create index customers_by_update on parley.customers (account_id, updated_at desc, id desc) where updated_at is not null;
create index customers_by_name on parley.customers (account_id, name_key) where name_key is not null;
create index customers_by_username on parley.customers (account_id, username_key) where username_key is not null;
create index customers_by_email on parley.customers (account_id, email_key) where email_key is not null;
create index customers_by_phone on parley.customers (account_id, phone_key) where phone_key is not null;

create table parley.customer_identities (
  account_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  channel text collate "C" not null,
  scope text collate "C" not null,
  kind text collate "C" not null,
  value text collate "C" not null,
  value_key text collate "C" not null,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3),
  primary key (account_id, id),
  constraint customer_identities_customer foreign key (account_id, customer_id) references parley.customers
);
create unique index customer_identities_valid on parley.customer_identities (account_id, value, kind, scope, channel)
  where valid_to is null;
create index customer_identities_by_customer on parley.customer_identities (account_id, customer_id);
create index customer_identities_by_value on parley.customer_identities (account_id, value_key)
  where valid_to is null and value_key is not null;

create table parley.conversations (
  account_id uuid not null,
  id uuid not null,
  number integer not null,
  customer_id uuid not null,
  inbox_id uuid not null,
  status text collate "C" not null,
  priority text not null,
  controller text not null,
  subject text,
  assignee_id uuid,
  last_seq integer not null,
  last_read_seq integer not null,
  unread_count integer not null,
  waiting_since timestamptz(3),
  first_response_at timestamptz(3),
  last_inbound_at timestamptz(3),
  last_message_at timestamptz(3),
  last_activity_at timestamptz(3) not null,
  activity_slot integer not null,
  preview text,
  snoozed_until timestamptz(3),
  resolved_at timestamptz(3),
  closed_at timestamptz(3),
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (account_id, id),
  constraint conversations_status check (status in ('open', 'pending', 'snoozed', 'resolved', 'closed')),
  constraint conversations_customer foreign key (account_id, customer_id) references parley.customers,
  constraint conversations_inbox foreign key (account_id, inbox_id) references parley.inboxes,
  constraint conversations_assignee foreign key (account_id, assignee_id) references parley.agents
) with (fillfactor = 80);
create unique index conversations_number on parley.conversations (account_id, number) where number is not null;
create unique index conversations_one_active on parley.conversations (account_id, customer_id, inbox_id)
  where status in ('open', 'pending', 'snoozed');
-- The newest of a pair, a customer's history, and what messages refer to.
alter table parley.conversations
  add constraint conversations_of_pair unique (account_id, customer_id, inbox_id, id);
-- Lists are ordered by the time of the last activity, which changes with every message. The indexes know it only to the
-- slot of a quarter of an hour: while a conversation is lively, its row changes without touching any index.
create index conversations_by_status on parley.conversations (account_id, status, activity_slot desc) where activity_slot is not null;
create index conversations_by_inbox on parley.conversations (account_id, inbox_id, status, activity_slot desc)
  where activity_slot is not null;
create index conversations_by_assignee on parley.conversations (account_id, assignee_id, status, activity_slot desc)
  where assignee_id is not null;

create table parley.messages (
  account_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  inbox_id uuid not null,
  seq integer not null,
  direction text not null,
  sender jsonb not null,
  content jsonb not null,
  context jsonb,
  provider_message_id text collate "C",
  reactions jsonb,
  revisions jsonb,
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  sent_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  delivery_status text collate "C",
  delivery jsonb,
  undelivered_since timestamptz(3),
  client_message_id text collate "C",
  part smallint,
  primary key (account_id, id),
  constraint messages_direction check (direction in ('inbound', 'outbound')),
  -- One check for conversation, customer and inbox: a message cannot disagree with the conversation it is in.
  constraint messages_conversation foreign key (account_id, customer_id, inbox_id, conversation_id)
    references parley.conversations (account_id, customer_id, inbox_id, id) on update cascade
) with (fillfactor = 90);
create unique index messages_seq on parley.messages (account_id, conversation_id, seq) where seq is not null;
create unique index messages_provider_id on parley.messages (account_id, provider_message_id, inbox_id)
  where provider_message_id is not null;
create unique index messages_client_id on parley.messages (account_id, conversation_id, client_message_id, part)
  where client_message_id is not null;
create index messages_undelivered on parley.messages (account_id, conversation_id, seq) where undelivered_since is not null;
create index messages_undelivered_since on parley.messages (undelivered_since, account_id) where undelivered_since is not null;

create table parley.notes (
  account_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  author jsonb not null,
  text text not null,
  after_seq integer not null,
  created_at timestamptz(3) not null,
  primary key (account_id, id),
  constraint notes_conversation foreign key (account_id, conversation_id) references parley.conversations
);
create index notes_by_conversation on parley.notes (account_id, conversation_id, id);

create table parley.parked_updates (
  account_id uuid not null,
  inbox_id uuid not null,
  provider_message_id text collate "C" not null,
  dedupe_key text collate "C" not null,
  update jsonb not null,
  received_at timestamptz(3) not null,
  primary key (account_id, provider_message_id, inbox_id, dedupe_key),
  constraint parked_updates_inbox foreign key (account_id, inbox_id) references parley.inboxes
);
create index parked_updates_by_age on parley.parked_updates (account_id, received_at) where received_at is not null;

create table parley.channel_notices (
  account_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  type text not null,
  is_known boolean not null,
  dedupe_key text collate "C" not null,
  payload jsonb,
  at timestamptz(3),
  received_at timestamptz(3) not null,
  primary key (account_id, id),
  constraint channel_notices_inbox foreign key (account_id, inbox_id) references parley.inboxes
);
create unique index channel_notices_once on parley.channel_notices (account_id, dedupe_key, inbox_id);

create table parley.quarantined_items (
  account_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  state text collate "C" not null,
  reason text not null,
  message text not null,
  source bytea not null,
  received_at timestamptz(3) not null,
  attempts integer not null,
  replayed_at timestamptz(3),
  primary key (account_id, id),
  constraint quarantined_items_inbox foreign key (account_id, inbox_id) references parley.inboxes
);
create index quarantined_items_by_state on parley.quarantined_items (account_id, state, id) where state is not null;

create table parley.idempotency_keys (
  account_id uuid not null,
  actor text collate "C" not null,
  key text collate "C" not null,
  fingerprint text not null,
  status integer,
  body jsonb,
  created_at timestamptz(3) not null,
  primary key (account_id, actor, key)
);
create index idempotency_keys_by_age on parley.idempotency_keys (account_id, created_at) where created_at is not null;

-- No reference to the account: checking it would lock the account's row for every event of every writer.
create table parley.events (
  account_id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  position bigint not null generated always as identity,
  id uuid not null,
  type text collate "C" not null,
  version smallint not null,
  actor jsonb not null,
  data jsonb not null,
  at timestamptz(3) not null,
  primary key (account_id, txid, position)
);
create index events_by_position on parley.events (txid, position) where position is not null;

-- Which life of the log this is, and the cluster it lived on when that was written down.
create table parley.log_epoch (
  only_row boolean primary key default true check (only_row),
  epoch text not null,
  system_identifier text not null,
  timeline integer not null,
  begun_at timestamptz(3) not null
);
`,
};
