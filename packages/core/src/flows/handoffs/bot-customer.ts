import { visitorIdentity } from '../../chat/chat-identity.ts';
import { claimContact } from '../../customers/claimed-contact.ts';
import type { Customer } from '../../customers/customer.ts';
import type { IdentityRef } from '../../customers/identity.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { NewHandoff } from '../../handoffs/handoff.ts';
import type { CustomerId, InboxId } from '../../ids.ts';
import type { JsonObject } from '../../json.ts';
import type { Transaction } from '../../storage/storage.ts';
import type { FlowContext } from '../flow-context.ts';

/**
 * How the customer of a chat with a bot is known: a visitor whom nobody else can be, since ids of visitors of our own
 * are made here and have no colon. A bot's word is no proof: it is nobody we know otherwise.
 */
export function botSessionIdentity(channel: string, inboxId: InboxId, sessionId: string): IdentityRef {
  return visitorIdentity(channel, inboxId, `bot:${sessionId}`);
}

/** Finds or makes the customer of the session. What the bot says of them is noted as claimed and never looked up. */
export async function botCustomer(
  ctx: FlowContext,
  tx: Transaction,
  ref: IdentityRef,
  input: Pick<NewHandoff, 'customerEmail' | 'locale'>,
  facts: DomainFact[],
): Promise<CustomerId> {
  const [identity] = await tx.customers.findIdentities([ref]);
  if (identity !== undefined) {
    await noteClaims(ctx, tx, identity.customerId, input, facts);
    return identity.customerId;
  }
  const at = ctx.clock.now();
  const id = ctx.ids.next('cus');
  const customer: Customer = {
    id,
    ...(input.locale === undefined ? {} : { language: input.locale }),
    attributes: claimsOf(input),
    nameIsEdited: false,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const identityId = ctx.ids.next('idn');
  await tx.customers.add([customer]);
  await tx.customers.addIdentities([{ ...ref, id: identityId, customerId: id, validFrom: at }]);
  const { channel, kind } = ref;
  facts.push(
    { type: 'customer.created', data: { customerId: id } },
    { type: 'customer.identity_added', data: { customerId: id, identityId, channel, kind } },
  );
  return id;
}

/** Notes what a bot says of a customer it already had. */
export async function noteClaims(
  ctx: FlowContext,
  tx: Transaction,
  id: CustomerId,
  input: Pick<NewHandoff, 'customerEmail' | 'locale'>,
  facts: DomainFact[],
): Promise<void> {
  const [current] = await tx.customers.find([id]);
  const email = input.customerEmail;
  if (current === undefined || email === undefined) return;
  const { next, fields } = claimContact(current, { email }, ctx.clock.now());
  if (fields.length === 0) return;
  await tx.customers.save([next]);
  facts.push({ type: 'customer.updated', data: { customerId: id, fields } });
}

function claimsOf({ customerEmail }: Pick<NewHandoff, 'customerEmail'>): JsonObject {
  return customerEmail === undefined ? {} : { claimedEmail: customerEmail };
}
