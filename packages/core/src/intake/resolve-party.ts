import type { Actor } from '../actor.ts';
import type { Party } from '../channels/inbound-event.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerEvents } from '../customers/customer-events.ts';
import type { Identity, IdentityRef } from '../customers/identity.ts';
import { matchIdentity } from '../customers/match-identity.ts';
import type { CustomerId, Ids } from '../ids.ts';
import type { BatchState } from './batch-state.ts';

const system: Actor = { type: 'system' };

/** Finds or makes the customer an item is from, and brings their identities and profile up to date. */
export function resolveParty(
  state: BatchState,
  party: Party,
  given: { readonly ids: Ids; readonly at: Date },
): Customer {
  const match = matchIdentity(party.identities, state);
  const customer =
    match.customerId === undefined
      ? newCustomer(state, party, given)
      : knownCustomer(state, match.customerId, party, given.at);
  for (const identity of match.rebind) closeIdentity(state, identity, 'rebound', given.at);
  bindIdentities(state, customer.id, match.add, given);
  for (const identity of match.rebind) {
    state.tell(system, [
      {
        type: 'customer.merge_suggested',
        data: { customerId: customer.id, otherCustomerId: identity.customerId, reason: 'identity_moved' },
      },
    ]);
  }
  return customer;
}

/** Binds refs that nobody holds to the customer. */
export function bindIdentities(
  state: BatchState,
  customerId: CustomerId,
  refs: readonly IdentityRef[],
  given: { readonly ids: Ids; readonly at: Date },
): void {
  for (const ref of refs) {
    const identity: Identity = {
      id: given.ids.next('idn'),
      customerId,
      channel: ref.channel,
      scope: ref.scope,
      kind: ref.kind,
      value: ref.value,
      validFrom: given.at,
    };
    state.addIdentity(identity);
    state.tell(system, [
      {
        type: 'customer.identity_added',
        data: { customerId, identityId: identity.id, channel: ref.channel, kind: ref.kind },
      },
    ]);
  }
}

/** Ends an identity; it stays on record. */
export function closeIdentity(
  state: BatchState,
  identity: Identity,
  reason: CustomerEvents['customer.identity_closed']['reason'],
  at: Date,
): void {
  state.closeIdentity(identity, at);
  const { customerId, channel, kind } = identity;
  state.tell(system, [
    {
      type: 'customer.identity_closed',
      data: { customerId, identityId: identity.id, channel, kind, reason },
    },
  ]);
}

/** A customer nobody knew until this item. */
export function newCustomer(
  state: BatchState,
  party: Pick<Party, 'name' | 'username'>,
  given: { readonly ids: Ids; readonly at: Date },
): Customer {
  const customer: Customer = {
    id: given.ids.next('cus'),
    ...(party.name === undefined ? {} : { name: party.name }),
    ...(party.username === undefined ? {} : { username: party.username }),
    attributes: {},
    nameIsEdited: false,
    version: 1,
    createdAt: given.at,
    updatedAt: given.at,
  };
  state.addCustomer(customer);
  state.tell(system, [{ type: 'customer.created', data: { customerId: customer.id } }]);
  return customer;
}

/** Which fields of the profile an item changes. It follows the channel, except for a name that staff corrected. */
export function changedProfile(customer: Customer, party: Party): readonly ('name' | 'username')[] {
  const hasName = party.name !== undefined && !customer.nameIsEdited && party.name !== customer.name;
  const hasUsername = party.username !== undefined && party.username !== customer.username;
  if (!hasName && !hasUsername) return [];
  return [...(hasName ? (['name'] as const) : []), ...(hasUsername ? (['username'] as const) : [])];
}

function knownCustomer(state: BatchState, id: CustomerId, party: Party, at: Date): Customer {
  const customer = state.customer(id);
  if (customer === undefined) throw new Error(`identity without customer ${id}`);
  const fields = changedProfile(customer, party);
  if (fields.length === 0) return customer;
  const { name, username } = party;
  state.changeCustomer({
    ...customer,
    ...(name !== undefined && fields.includes('name') ? { name } : {}),
    ...(username !== undefined && fields.includes('username') ? { username } : {}),
    updatedAt: at,
  });
  state.tell({ type: 'customer', id }, [{ type: 'customer.updated', data: { customerId: id, fields } }]);
  return state.customer(id) ?? customer;
}
