import type { Migration } from './migration.ts';

const accountTables = [
  'accounts',
  'agents',
  'inboxes',
  'api_keys',
  'customers',
  'customer_identities',
  'conversations',
  'messages',
  'notes',
  'parked_updates',
  'channel_notices',
  'quarantined_items',
  'idempotency_keys',
  'events',
];

/** What the account role may do; nothing here lets it change or delete an event. */
const accountGrants: Readonly<Record<string, string>> = {
  accounts: 'select, update (next_conversation_number)',
  agents: 'select, insert',
  inboxes: 'select, insert, update',
  api_keys: 'select, insert, update (revoked_at)',
  customers: 'select, insert, update',
  customer_identities: 'select, insert, update',
  conversations: 'select, insert, update',
  messages: 'select, insert, update',
  notes: 'select, insert',
  parked_updates: 'select, insert, delete',
  channel_notices: 'select, insert',
  quarantined_items: 'select, insert, update',
  idempotency_keys: 'select, insert, update, delete',
  events: 'select, insert',
};

/** Before the account is known: who is this key, whose is this inbox; and what spans accounts. */
const systemGrants: Readonly<Record<string, string>> = {
  accounts: 'select, insert',
  inboxes: 'select',
  api_keys: 'select',
  messages: 'select (account_id, undelivered_since)',
  // The transaction ids of an earlier cluster mean nothing on this one and are set back; see log-epoch.ts.
  events: 'select, update (txid)',
};

// In a subquery, so that it is worked out once per statement instead of once per row. After a transaction that had the
// setting, a session shows it as empty instead of missing.
const ownAccount = `(select nullif(current_setting('parley.account_id', true), '')::uuid)`;

const wall = (table: string): string => `
alter table parley.${table} enable row level security;
alter table parley.${table} force row level security;
create policy ${table}_own on parley.${table} to parley_app using (account_id = ${ownAccount}) with check (account_id = ${ownAccount});
grant ${accountGrants[table] ?? 'select'} on parley.${table} to parley_app;
`;

const passage = (table: string): string => `
create policy ${table}_system on parley.${table} to parley_system using (true) with check (true);
grant ${systemGrants[table] ?? 'select'} on parley.${table} to parley_system;
`;

/**
 * The second wall between accounts: row-level security, forced, so that it binds the tables' owner as well. Every
 * statement runs as `parley_app` with one account set, or as `parley_system`; a session with neither sees no row.
 */
export const accountWall: Migration = {
  number: 2,
  name: 'account-wall',
  isCompatible: true,
  sql: `
grant usage on schema parley to parley_app, parley_system;
${accountTables.map(wall).join('')}
${Object.keys(systemGrants).map(passage).join('')}
grant select on parley.log_epoch to parley_app;
grant select, insert, update on parley.log_epoch to parley_system;
grant select on parley.schema_migrations to parley_system;
`,
};
