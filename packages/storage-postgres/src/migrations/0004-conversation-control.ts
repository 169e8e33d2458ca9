import type { Migration } from './migration.ts';

const ownAccount = `(select nullif(current_setting('parley.account_id', true), '')::uuid)`;

/**
 * Who may speak: how often it changed, which conversations came from a chatbot, up to where the customer has read, which
 * assistant answers an inbox first, and what chatbots told when they handed over. Defaults rather than a rewrite: rows
 * of before keep their place, and a process of the version before may go on writing them.
 */
export const conversationControl: Migration = {
  number: 4,
  name: 'conversation-control',
  isCompatible: true,
  sql: `
alter table parley.conversations
  add column controller_version integer not null default 1,
  add column is_bot_handoff boolean not null default false,
  add column customer_read_seq integer not null default 0;
alter table parley.inboxes add column assistant_id text;

create table parley.bot_sessions (
  account_id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  session_id text collate "C" not null,
  handoff jsonb not null,
  handed_off_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (account_id, conversation_id, session_id),
  constraint bot_sessions_conversation foreign key (account_id, conversation_id) references parley.conversations,
  constraint bot_sessions_inbox foreign key (account_id, inbox_id) references parley.inboxes
);
-- One chat with the bot is one ticket at a time, however often and however fast the bot asks for it.
create unique index bot_sessions_current on parley.bot_sessions (account_id, session_id, inbox_id) where ended_at is null;

alter table parley.bot_sessions enable row level security;
alter table parley.bot_sessions force row level security;
create policy bot_sessions_own on parley.bot_sessions to parley_app
  using (account_id = ${ownAccount}) with check (account_id = ${ownAccount});
grant select, insert, update on parley.bot_sessions to parley_app;
`,
};
