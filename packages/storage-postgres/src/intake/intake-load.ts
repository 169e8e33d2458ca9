import { conversationColumns } from '../conversations/conversation-rows.ts';
import { activeList } from '../conversations/latest-of-pair.ts';
import { customerColumns } from '../customers/customer-rows.ts';
import { identityColumns } from '../customers/identity-rows.ts';
import { messageColumns } from '../messages/message-rows.ts';
import { parkedColumns } from '../messages/parked-rows.ts';

const of = (alias: string, columns: string): string => columns.replaceAll(/\w+/g, `${alias}.$&`);

/**
 * What a batch touches, in one statement. `$1` account, `$2` inboxes, `$3` to `$6` identities (channel, scope, kind,
 * value), `$7` and `$8` provider messages (inbox, id), `$9` messages, `$10` and `$11` notices (inbox, key).
 *
 * Each step is a loop of index lookups, and a subquery with `limit`, `offset` or `for update` leaves the planner no
 * other way: it must not choose by the size the tables happen to have when the statement is prepared. Conversations are
 * locked before messages, each in a fixed order, as everybody else does; a row that another transaction holds is read
 * again once it is free, so what comes back is the newest version.
 */
export const loadSql = `
with named as materialized (
  select m.id, m.customer_id
  from unnest($7::uuid[], $8::text[]) as k(inbox_id, provider_message_id)
  cross join lateral (
    select id, customer_id from parley.messages
    where account_id = $1::uuid and inbox_id = k.inbox_id and provider_message_id = k.provider_message_id limit 1
  ) m
  union
  select m.id, m.customer_id
  from unnest($9::uuid[]) as k(id)
  cross join lateral (select id, customer_id from parley.messages where account_id = $1::uuid and id = k.id limit 1) m
),
people as materialized (
  select i.customer_id
  from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as k(channel, scope, kind, value)
  cross join lateral (
    select customer_id from parley.customer_identities
    where account_id = $1::uuid and value = k.value and kind = k.kind and scope = k.scope and channel = k.channel
      and valid_to is null limit 1
  ) i
  union
  select customer_id from named
),
held_conversations as materialized (
  select active, newest
  from (select p.customer_id, b.inbox_id from people p cross join unnest($2::uuid[]) as b(inbox_id)
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
),
held_messages as materialized (
  select m.*
  from (select id from named order by id) k
  cross join lateral (select ${messageColumns} from parley.messages where account_id = $1::uuid and id = k.id for update) m
)
select
  (select json_agg(coalesce(active, newest)) from held_conversations) as conversations,
  (select json_agg(m) from held_messages m) as messages,
  (select json_agg(x) from (
    select ${of('c', customerColumns)} from people p
    cross join lateral (select * from parley.customers where account_id = $1::uuid and id = p.customer_id limit 1) c
  ) x) as customers,
  (select json_agg(x) from (
    select ${of('i', identityColumns)} from people p
    cross join lateral (
      select * from parley.customer_identities where account_id = $1::uuid and customer_id = p.customer_id offset 0
    ) i
    where i.valid_to is null order by i.valid_from, i.id
  ) x) as customer_identities,
  (select json_agg(x) from (
    select u.* from unnest($7::uuid[], $8::text[]) as k(inbox_id, provider_message_id)
    cross join lateral (
      select ${parkedColumns} from parley.parked_updates
      where account_id = $1::uuid and inbox_id = k.inbox_id and provider_message_id = k.provider_message_id offset 0
    ) u
    order by u.received_at
  ) x) as parked,
  (select json_agg(x) from (
    select n.* from unnest($10::uuid[], $11::text[]) as k(inbox_id, dedupe_key)
    cross join lateral (
      select inbox_id, dedupe_key from parley.channel_notices
      where account_id = $1::uuid and inbox_id = k.inbox_id and dedupe_key = k.dedupe_key limit 1
    ) n
  ) x) as notices`;
