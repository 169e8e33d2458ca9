import type { IntakeContinuation } from '@parley/core/storage';
import type { Statement } from '../database/session.ts';
import { type Columns, given, unnested } from '../rows/column.ts';
import { columnValue } from '../rows/column-value.ts';
import { columnArrays } from '../rows/write-rows.ts';
import {
  continuedConversation,
  continuedEvent,
  knownCustomer,
  type Part,
  receivedMessage,
} from './continued-rows.ts';

/**
 * The write of nearly every batch. One statement that brings only what such a batch changes, and fails with a division by
 * zero if an assumption is wrong. A message that comes alone is written with plain values, where a batch has an array per
 * column: a fifth less work for PostgreSQL.
 */
export function continueStatement(
  account: string,
  { conversations, messages, events, customers }: IntakeContinuation,
): Statement {
  const isOne =
    conversations.length === 1 && messages.length === 1 && events.length === 1 && customers.length === 1;
  const values: unknown[] = [account];
  const add = isOne ? addOne : addArrays;
  add(values, continuedConversation, conversations);
  add(values, receivedMessage, messages);
  add(values, continuedEvent, events);
  add(values, knownCustomer, customers);
  if (isOne) return { ...one, values };
  values.push(conversations.length, customers.length);
  return { ...many, values };
}

function addArrays<Item>(values: unknown[], { columns, toRow }: Part<Item>, items: readonly Item[]): void {
  values.push(...columnArrays(columns, items.map(toRow)));
}

function addOne<Item>(values: unknown[], { columns, toRow }: Part<Item>, items: readonly Item[]): void {
  for (const item of items) {
    const row = toRow(item);
    for (const name in columns) values.push(columnValue(columns[name] ?? 'text', row[name]));
  }
}

type Prepared = Pick<Statement, 'name' | 'text'>;

/** Gives out places of values, behind the account. */
function places(): (columns: Columns) => number {
  let next = 2;
  return (columns) => {
    const first = next;
    next += Object.keys(columns).length;
    return first;
  };
}

const names = ({ columns }: Part<never>): readonly string[] => Object.keys(columns);

const continued = names(continuedConversation);
const changed = continued.filter((name) => name !== 'id');

/**
 * An upsert for the reason that `overwriteRows` gives. What never changes, and has to be something for a row that would be
 * new, is anything: there is no new row, or the whole is undone.
 */
const changeMany = (
  first: number,
): string => `insert into parley.conversations (account_id, ${continued.join(', ')},
    number, customer_id, inbox_id, priority, controller, last_read_seq, created_at)
  select $1::uuid, ${continued.map((name) => `r.${name}`).join(', ')}, 0, r.id, r.id, 'normal', 'queue', 0, r.updated_at
  from ${unnested(continuedConversation.columns, first)}
  on conflict (account_id, id) do update set ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}
  where conversations.version = excluded.version - 1
  returning xmax = 0 as is_new`;

/** By its whole key: costs less than an upsert, and only a table of a page or two would be read instead. */
function changeOne(first: number): string {
  const value = (name: string): string =>
    `$${first + continued.indexOf(name)}::${continuedConversation.columns[name] ?? 'text'}`;
  return `update parley.conversations set ${changed.map((name) => `${name} = ${value(name)}`).join(', ')}
  where account_id = $1::uuid and id = ${value('id')} and version = ${value('version')} - 1
  returning 1`;
}

/** Changes the conversations and adds what came to them. */
function writes(source: typeof unnested, change: string, message: number, event: number): string {
  return `with changed as (
  ${change}
), received as (
  insert into parley.messages (account_id, direction, ${names(receivedMessage).join(', ')})
  select $1::uuid, 'inbound', ${names(receivedMessage)
    .map((name) => `r.${name}`)
    .join(', ')} from ${source(receivedMessage.columns, message)}
), told as (
  insert into parley.events (account_id, ${names(continuedEvent).join(', ')})
  select $1::uuid, ${names(continuedEvent)
    .map((name) => `r.${name}`)
    .join(', ')} from ${source(continuedEvent.columns, event)}
)`;
}

// A division by zero, so that it fails by itself: the commit is already on its way when its answer comes.
const unless = (checks: readonly string[]): string => `select 1 / (${checks.join('\n  and ')})::integer`;
const inboxAt = names(receivedMessage).indexOf('inbox_id');
const providerIdAt = names(receivedMessage).indexOf('provider_message_id');

function manyStatement(): Prepared {
  const place = places();
  const conversation = place(continuedConversation.columns);
  const message = place(receivedMessage.columns);
  const event = place(continuedEvent.columns);
  const customer = place(knownCustomer.columns);
  const counts = place({ conversations: 'integer', customers: 'integer' });
  const checks = [
    `(select count(*) filter (where not is_new) from changed) = $${counts}::integer`,
    `(select count(*) from ${unnested(knownCustomer.columns, customer)} cross join lateral (
    select 1 from parley.customers where account_id = $1::uuid and id = r.id and version = r.version limit 1
  ) c) = $${counts + 1}::integer`,
    `not exists (select 1 from unnest($${message + inboxAt}::uuid[], $${message + providerIdAt}::text[])
    as r(inbox_id, provider_message_id) cross join lateral (
    select 1 from parley.parked_updates
    where account_id = $1::uuid and provider_message_id = r.provider_message_id and inbox_id = r.inbox_id limit 1
  ) p)`,
  ];
  return {
    name: 'parley_continue',
    text: `${writes(unnested, changeMany(conversation), message, event)}\n${unless(checks)}`,
  };
}

function oneStatement(): Prepared {
  const place = places();
  const conversation = place(continuedConversation.columns);
  const message = place(receivedMessage.columns);
  const event = place(continuedEvent.columns);
  const customer = place(knownCustomer.columns);
  const checks = [
    'exists (select 1 from changed)',
    `exists (select 1 from parley.customers
    where account_id = $1::uuid and id = $${customer}::uuid and version = $${customer + 1}::integer)`,
    `not exists (select 1 from parley.parked_updates where account_id = $1::uuid
    and provider_message_id = $${message + providerIdAt}::text and inbox_id = $${message + inboxAt}::uuid)`,
  ];
  return {
    name: 'parley_continue_one',
    text: `${writes(given, changeOne(conversation), message, event)}\n${unless(checks)}`,
  };
}

const many = manyStatement();
const one = oneStatement();
