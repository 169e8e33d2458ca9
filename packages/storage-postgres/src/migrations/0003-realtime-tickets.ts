import type { Migration } from './migration.ts';

/**
 * Tickets for realtime connections, found by their hash before the account is known; and what it takes to see for many
 * connections at once whether their holders may stay. Tickets live for seconds: a crash may empty the table.
 */
export const realtimeTickets: Migration = {
  number: 3,
  name: 'realtime-tickets',
  isCompatible: true,
  sql: `
create unlogged table parley.realtime_tickets (
  hash text collate "C" primary key,
  account_id uuid not null,
  agent_id uuid,
  api_key_id uuid,
  expires_at timestamptz(3) not null
);
alter table parley.realtime_tickets enable row level security;
alter table parley.realtime_tickets force row level security;
create policy realtime_tickets_system on parley.realtime_tickets to parley_system using (true) with check (true);
grant select, insert, delete on parley.realtime_tickets to parley_system;

create policy agents_system on parley.agents for select to parley_system using (true);
grant select on parley.agents to parley_system;
-- Both are looked for by their own id, without the account that leads the primary keys.
create index agents_id on parley.agents (id);
create index api_keys_id on parley.api_keys (id);
`,
};
