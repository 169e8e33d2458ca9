import type { Migration } from './migration.ts';

/**
 * Agents can be changed and disabled; a conversation shows what happened to it. Defaults rather than a rewrite: a process
 * of the version before may go on adding agents, and knows none that is disabled.
 *
 * An event of a conversation names it in a column as well: behind the account's wall only a plain column can be looked up
 * in an index, not a field of JSON. The database fills it in, so writers stay as they are; it is null for events of
 * messages, which are nearly all, and the index passes them by. Adding it rewrites the table of events once. The order is
 * that of one conversation: see TimelineKey.
 */
export const agents: Migration = {
  number: 6,
  name: 'agents',
  isCompatible: true,
  sql: `
alter table parley.agents
  add column disabled_at timestamptz(3),
  add column version integer not null default 1;
grant update (name, email, role, disabled_at, version) on parley.agents to parley_app;

alter table parley.events add column conversation_id text collate "C" generated always as (
  case when type >= 'conversation.' and type < 'conversation/' then data ->> 'conversationId' end
) stored;
create index events_of_conversation on parley.events (account_id, conversation_id, position)
  where conversation_id is not null;
`,
};
