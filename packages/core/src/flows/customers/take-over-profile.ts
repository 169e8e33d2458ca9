import type { ProvenCustomer } from '../../channels/customer-access.ts';
import type { Customer } from '../../customers/customer.ts';
import { CustomerNotFoundError } from '../../customers/customer-errors.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { CustomerId } from '../../ids.ts';
import type { Transaction } from '../../storage/storage.ts';
import type { FlowContext } from '../flow-context.ts';

/**
 * Brings the profile up to date with what the host proves: the name unless staff corrected it, address and number only
 * where there is none yet. Nobody is looked for by them.
 */
export async function takeOverProfile(
  ctx: FlowContext,
  tx: Transaction,
  id: CustomerId,
  proven: ProvenCustomer,
  facts: DomainFact[],
): Promise<Customer> {
  const [current] = await tx.customers.find([id]);
  if (current === undefined) throw new CustomerNotFoundError(id);
  const name = current.nameIsEdited ? current.name : (proven.name ?? current.name);
  const email = current.email ?? proven.email;
  const phone = current.phone ?? proven.phone;
  const fields = [
    ...(name === current.name ? [] : ['name']),
    ...(email === current.email ? [] : ['email']),
    ...(phone === current.phone ? [] : ['phone']),
  ];
  if (fields.length === 0) return current;
  const next: Customer = {
    ...current,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    version: current.version + 1,
    updatedAt: ctx.clock.now(),
  };
  await tx.customers.save([next]);
  facts.push({ type: 'customer.updated', data: { customerId: id, fields } });
  return next;
}
