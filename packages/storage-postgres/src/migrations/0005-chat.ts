import type { Migration } from './migration.ts';

const ownAccount = `(select nullif(current_setting('parley.account_id', true), '')::uuid)`;

/**
 * Customers who chat without a provider in between: which visitors' sessions are over because they signed in, and which
 * customers turned out to be another one.
 */
export const chat: Migration = {
  number: 5,
  name: 'chat',
  isCompatible: true,
  sql: `
alter table parley.customers add column merged_into uuid;
alter table parley.customers add constraint customers_merged_into
  foreign key (account_id, merged_into) references parley.customers (account_id, id);

create table parley.ended_visitors (
  account_id uuid not null,
  visitor_id text collate "C" not null,
  inbox_id uuid not null,
  ended_at timestamptz(3) not null,
  primary key (account_id, visitor_id, inbox_id),
  constraint ended_visitors_inbox foreign key (account_id, inbox_id) references parley.inboxes
);
alter table parley.ended_visitors enable row level security;
alter table parley.ended_visitors force row level security;
create policy ended_visitors_own on parley.ended_visitors to parley_app
  using (account_id = ${ownAccount}) with check (account_id = ${ownAccount});
grant select, insert on parley.ended_visitors to parley_app;
`,
};
