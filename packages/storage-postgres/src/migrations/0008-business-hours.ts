import type { Migration } from './migration.ts';

const ownAccount = `(select nullif(current_setting('parley.account_id', true), '')::uuid)`;

/**
 * When people answer: named schedules that inboxes refer to. The system reads them together with an inbox, before it knows
 * whose that is. A conversation keeps when its customer was last told by itself that nobody is there.
 *
 * A process of the version before leaves the new columns as they are, and knows no hours.
 */
export const businessHours: Migration = {
  number: 8,
  name: 'business-hours',
  isCompatible: true,
  sql: `
create table parley.business_hours (
  account_id uuid not null references parley.accounts,
  id uuid not null,
  name text not null,
  time_zone text not null,
  weekly jsonb not null,
  exceptions jsonb not null,
  auto_reply jsonb,
  version integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (account_id, id)
);
alter table parley.business_hours enable row level security;
alter table parley.business_hours force row level security;
create policy business_hours_own on parley.business_hours to parley_app
  using (account_id = ${ownAccount}) with check (account_id = ${ownAccount});
grant select, insert, update, delete on parley.business_hours to parley_app;
create policy business_hours_system on parley.business_hours to parley_system using (true) with check (true);
grant select on parley.business_hours to parley_system;

alter table parley.inboxes add column business_hours_id uuid;
alter table parley.inboxes add constraint inboxes_business_hours
  foreign key (account_id, business_hours_id) references parley.business_hours;
create index inboxes_of_business_hours on parley.inboxes (account_id, business_hours_id)
  where business_hours_id is not null;

alter table parley.conversations add column auto_replied_at timestamptz(3);
`,
};
