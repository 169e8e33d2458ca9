import type { IntakeAssumptions, IntakeChanges } from '@parley/core/storage';
import { identityRefArrays } from '../customers/identity-rows.ts';
import { providerRefArrays } from '../messages/parked-rows.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { toUuid } from '../rows/id-columns.ts';

/**
 * Conditions that hold only if what a batch assumed is true, each a loop of index lookups; what they need is added to
 * `values`. They see what was committed when the statement began, as a load would have.
 */
export function assumptionChecks(
  { identities, customers }: IntakeAssumptions,
  { newMessages }: IntakeChanges,
  values: unknown[],
): readonly string[] {
  const place = (...added: readonly unknown[]): number => {
    values.push(...added);
    return values.length - added.length + 1;
  };
  const known = place(
    ...identityRefArrays(identities),
    new ColumnArray(
      'uuid',
      identities.map(({ customerId }) => toUuid(customerId)),
    ),
    identities.length,
  );
  const people = place(
    new ColumnArray(
      'uuid',
      customers.map(({ id }) => toUuid(id)),
    ),
    new ColumnArray(
      'integer',
      customers.map(({ version }) => version),
    ),
    customers.length,
  );
  const refs = newMessages.flatMap(({ inboxId, providerMessageId }) =>
    providerMessageId === undefined ? [] : [{ inboxId, providerMessageId }],
  );
  const messages = place(...providerRefArrays(refs));
  return [
    `(select count(*)
      from unnest($${known}::text[], $${known + 1}::text[], $${known + 2}::text[], $${known + 3}::text[], $${known + 4}::uuid[])
        as k(channel, scope, kind, value, customer_id)
      cross join lateral (
        select 1 from parley.customer_identities
        where account_id = $1::uuid and value = k.value and kind = k.kind and scope = k.scope and channel = k.channel
          and valid_to is null and customer_id = k.customer_id limit 1
      ) i) = $${known + 5}::integer`,
    `(select count(*) from unnest($${people}::uuid[], $${people + 1}::integer[]) as k(id, version)
      cross join lateral (
        select 1 from parley.customers where account_id = $1::uuid and id = k.id and version = k.version limit 1
      ) c) = $${people + 2}::integer`,
    `not exists (select 1 from unnest($${messages}::uuid[], $${messages + 1}::text[]) as k(inbox_id, provider_message_id)
      cross join lateral (
        select 1 from parley.parked_updates
        where account_id = $1::uuid and provider_message_id = k.provider_message_id and inbox_id = k.inbox_id limit 1
      ) p)`,
  ];
}
