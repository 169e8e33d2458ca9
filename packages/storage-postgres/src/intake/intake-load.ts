import type { IntakeKeys } from '@parley/core/storage';
import { conversationColumns } from '../conversations/conversation-rows.ts';
import { activeList } from '../conversations/latest-of-pair.ts';
import { customerColumns } from '../customers/customer-rows.ts';
import { identityColumns, identityRefArrays } from '../customers/identity-rows.ts';
import type { Statement } from '../database/session.ts';
import { messageColumns } from '../messages/message-rows.ts';
import { parkedColumns, providerRefArrays } from '../messages/parked-rows.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { toUuid } from '../rows/id-columns.ts';

/** Which kinds of keys a batch has, and the placeholder of the first array of each. */
interface Places {
  readonly inboxes: number;
  readonly identities: number | undefined;
  readonly providerMessages: number | undefined;
  readonly messages: number | undefined;
  readonly notices: number | undefined;
}

const texts = new Map<string, string>();

/**
 * What a batch touches, in one statement, whatever its size. Kinds of keys it does not have are left out of the text:
 * setting up a plan costs as much as running it for a single message.
 */
export function loadStatement(account: string, keys: IntakeKeys): Statement {
  const { identities, providerMessages, messageIds, notices } = keys;
  const values: unknown[] = [account];
  const place = (count: number, arrays: () => readonly ColumnArray[]): number | undefined => {
    if (count === 0) return undefined;
    const first = values.length + 1;
    values.push(...arrays());
    return first;
  };
  const noticeArrays = (): readonly ColumnArray[] => [
    new ColumnArray(
      'uuid',
      notices.map(({ inboxId }) => toUuid(inboxId)),
    ),
    new ColumnArray(
      'text',
      notices.map(({ dedupeKey }) => dedupeKey),
    ),
  ];
  values.push(new ColumnArray('uuid', keys.inboxIds.map(toUuid)));
  const places: Places = {
    inboxes: values.length,
    identities: place(identities.length, () => identityRefArrays(identities)),
    providerMessages: place(providerMessages.length, () => providerRefArrays(providerMessages)),
    messages: place(messageIds.length, () => [new ColumnArray('uuid', messageIds.map(toUuid))]),
    notices: place(notices.length, noticeArrays),
  };
  const name = `parley_load_${Object.values(places)
    .map((first) => first ?? 0)
    .join('_')}`;
  const text = texts.get(name) ?? loadText(places);
  texts.set(name, text);
  return { name, text, values };
}

const of = (alias: string, columns: string): string => columns.replaceAll(/\w+/g, `${alias}.$&`);

/**
 * Each step is a loop of index lookups, and a subquery with `limit`, `offset` or `for update` leaves the planner no
 * other way: it must not choose by the size the tables happen to have when the statement is prepared. Conversations are
 * locked before messages, each in a fixed order, as everybody else does; a row that another transaction holds is read
 * again once it is free, so what comes back is the newest version.
 */
function loadText(places: Places): string {
  const named = namedMessages(places);
  const people = peopleOf(places, named !== undefined);
  const steps = [
    ...(named === undefined ? [] : [`named as materialized (${named})`]),
    ...(people === undefined
      ? []
      : [`people as materialized (${people})`, heldConversations(places.inboxes)]),
    ...(named === undefined ? [] : [heldMessages]),
  ];
  const results = {
    conversations:
      people === undefined
        ? undefined
        : '(select json_agg(coalesce(active, newest)) from held_conversations)',
    messages: named === undefined ? undefined : '(select json_agg(m) from held_messages m)',
    customers: people === undefined ? undefined : customers,
    customer_identities: people === undefined ? undefined : customerIdentities,
    parked: places.providerMessages === undefined ? undefined : parked(places.providerMessages),
    notices: places.notices === undefined ? undefined : notices(places.notices),
  };
  const columns = Object.entries(results).map(([name, sql]) => `${sql ?? 'null'} as ${name}`);
  // Account and inboxes are arguments of every variant, also of those that look for nobody; the server must be told
  // the type of each.
  const unused =
    people === undefined ? ` where $1::uuid is not null and $${places.inboxes}::uuid[] is not null` : '';
  const withSteps = steps.length === 0 ? '' : `with ${steps.join(',\n')}\n`;
  return `${withSteps}select ${columns.join(',\n')}${unused}`;
}

function namedMessages({ providerMessages, messages }: Places): string | undefined {
  const parts = [
    ...(providerMessages === undefined
      ? []
      : [
          `select m.id, m.customer_id
           from unnest($${providerMessages}::uuid[], $${providerMessages + 1}::text[]) as k(inbox_id, provider_message_id)
           cross join lateral (
             select id, customer_id from parley.messages
             where account_id = $1::uuid and inbox_id = k.inbox_id and provider_message_id = k.provider_message_id limit 1
           ) m`,
        ]),
    ...(messages === undefined
      ? []
      : [
          `select m.id, m.customer_id from unnest($${messages}::uuid[]) as k(id)
           cross join lateral (
             select id, customer_id from parley.messages where account_id = $1::uuid and id = k.id limit 1
           ) m`,
        ]),
  ];
  return parts.length === 0 ? undefined : parts.join(' union ');
}

function peopleOf({ identities: first }: Places, hasNamed: boolean): string | undefined {
  const known =
    first === undefined
      ? []
      : [
          `select i.customer_id
           from unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::text[])
             as k(channel, scope, kind, value)
           cross join lateral (
             select customer_id from parley.customer_identities
             where account_id = $1::uuid and value = k.value and kind = k.kind and scope = k.scope
               and channel = k.channel and valid_to is null limit 1
           ) i`,
        ];
  const parts = [...known, ...(hasNamed ? ['select customer_id from named'] : [])];
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? `select distinct customer_id from (${parts[0]}) p` : parts.join(' union ');
}

const heldConversations = (inboxes: number): string => `held_conversations as materialized (
  select active, newest
  from (select p.customer_id, b.inbox_id from people p cross join unnest($${inboxes}::uuid[]) as b(inbox_id)
        order by p.customer_id, b.inbox_id) k
  left join lateral (
    select ${conversationColumns} from parley.conversations
    where account_id = $1::uuid and customer_id = k.customer_id and inbox_id = k.inbox_id and status in (${activeList})
    limit 1 for update
  ) active on true
  left join lateral (
    select ${conversationColumns} from parley.conversations
    where active.id is null and account_id = $1::uuid and customer_id = k.customer_id and inbox_id = k.inbox_id
    order by id desc limit 1 for update
  ) newest on true
  where active.id is not null or newest.id is not null
)`;

const heldMessages = `held_messages as materialized (
  select m.*
  from (select id from named order by id) k
  cross join lateral (select ${messageColumns} from parley.messages where account_id = $1::uuid and id = k.id for update) m
)`;

const customers = `(select json_agg(x) from (
  select ${of('c', customerColumns)} from people p
  cross join lateral (select * from parley.customers where account_id = $1::uuid and id = p.customer_id limit 1) c
) x)`;

const customerIdentities = `(select json_agg(x) from (
  select ${of('i', identityColumns)} from people p
  cross join lateral (
    select * from parley.customer_identities where account_id = $1::uuid and customer_id = p.customer_id offset 0
  ) i
  where i.valid_to is null order by i.valid_from, i.id
) x)`;

const parked = (first: number): string => `(select json_agg(x) from (
  select u.* from unnest($${first}::uuid[], $${first + 1}::text[]) as k(inbox_id, provider_message_id)
  cross join lateral (
    select ${parkedColumns} from parley.parked_updates
    where account_id = $1::uuid and provider_message_id = k.provider_message_id and inbox_id = k.inbox_id offset 0
  ) u
  order by u.received_at
) x)`;

const notices = (first: number): string => `(select json_agg(x) from (
  select n.* from unnest($${first}::uuid[], $${first + 1}::text[]) as k(inbox_id, dedupe_key)
  cross join lateral (
    select inbox_id, dedupe_key from parley.channel_notices
    where account_id = $1::uuid and dedupe_key = k.dedupe_key and inbox_id = k.inbox_id limit 1
  ) n
) x)`;
