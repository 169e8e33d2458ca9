import type { Customer } from '../../customers/customer.ts';
import { CustomerNotFoundError } from '../../customers/customer-errors.ts';
import type { Identity } from '../../customers/identity.ts';
import type { CustomerPatch, CustomerProfile, NewCustomer } from '../../desk.ts';
import type { CustomerId } from '../../ids.ts';
import { canonicalJson, type JsonObject } from '../../json.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Adds a customer known by staff. */
export async function createCustomer(ctx: FlowContext, input: NewCustomer): Promise<CustomerProfile> {
  const id = ctx.ids.next('cus');
  const at = ctx.clock.now();
  const { identities: refs = [], attributes = {}, ...fields } = input;
  const customer: Customer = {
    id,
    ...fields,
    attributes,
    nameIsEdited: input.name !== undefined,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const identities: Identity[] = refs.map((ref) => ({
    ...ref,
    id: ctx.ids.next('idn'),
    customerId: id,
    validFrom: at,
  }));
  await ctx.db.transaction(async (tx) => {
    await tx.customers.add([customer]);
    if (identities.length > 0) await tx.customers.addIdentities(identities);
    await tell(ctx, tx, [
      { type: 'customer.created', data: { customerId: id } },
      ...identities.map(
        (identity) =>
          ({
            type: 'customer.identity_added',
            data: { customerId: id, identityId: identity.id, channel: identity.channel, kind: identity.kind },
          }) as const,
      ),
    ]);
  });
  return { customer, identities };
}

/** Changes a customer's profile. */
export async function updateCustomer(
  ctx: FlowContext,
  id: CustomerId,
  patch: CustomerPatch,
): Promise<CustomerProfile> {
  return ctx.db.transaction(async (tx) => {
    const [current] = await tx.customers.find([id]);
    if (current === undefined) throw new CustomerNotFoundError(id);
    const { attributes, ...plain } = patch;
    const merged =
      attributes === undefined ? current.attributes : mergeAttributes(current.attributes, attributes);
    const changed = Object.entries({ ...current, ...plain, attributes: merged }).filter(
      ([, value]) => value !== null,
    );
    const next = {
      ...(Object.fromEntries(changed) as unknown as Customer),
      nameIsEdited: patch.name === undefined ? current.nameIsEdited : patch.name !== null,
      version: current.version + 1,
      updatedAt: ctx.clock.now(),
    };
    const fields = Object.keys(patch).filter(
      (key) => canonicalJson(next[key as keyof Customer]) !== canonicalJson(current[key as keyof Customer]),
    );
    const identities = await tx.customers.identitiesOf([id]);
    if (fields.length === 0) return { customer: current, identities };
    await tx.customers.save([next]);
    await tell(ctx, tx, [{ type: 'customer.updated', data: { customerId: id, fields } }]);
    return { customer: next, identities };
  });
}

function mergeAttributes(current: JsonObject, changes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...current, ...changes }).filter(([, value]) => value !== null));
}
