import type { ProvenCustomer } from '../../channels/customer-access.ts';
import { SessionEndedError } from '../../chat/chat-errors.ts';
import { identityLock, visitorIdentity } from '../../chat/chat-identity.ts';
import type { Identified } from '../../chat/customer-desk.ts';
import type { Customer } from '../../customers/customer.ts';
import type { Identity, IdentityRef } from '../../customers/identity.ts';
import { identityKey } from '../../customers/identity.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { CustomerId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { joinVisitor } from './join-visitor.ts';
import { takeOverProfile } from './take-over-profile.ts';

/**
 * Makes a visitor and a proven customer one, in one transaction. Whatever writes as either of them takes turns with it, so
 * a message that is on its way finds its thread afterwards: the visitor's identity stays with the customer, only its
 * session is over.
 */
export async function identifyCustomer(
  ctx: FlowContext,
  open: OpenInbox,
  proven: ProvenCustomer,
  visitorId: string | undefined,
): Promise<Identified> {
  const visitor =
    visitorId === undefined ? undefined : visitorIdentity(open.channel.kind, open.inbox.id, visitorId);
  const session = visitorId === undefined ? [] : [{ inboxId: open.inbox.id, visitorId }];
  const locks = [proven.identity, ...(visitor === undefined ? [] : [visitor])].map(identityLock);
  return ctx.db.transaction(
    async (tx) => {
      const facts: DomainFact[] = [];
      const found = await findBoth(tx, proven.identity, visitor);
      const hasEnded = (await tx.chat.endedVisitors(session)).length > 0;
      // Asking again is harmless; another customer's old session opens nothing.
      if (hasEnded && (found.known === undefined || found.visitor?.customerId !== found.known.customerId))
        throw new SessionEndedError();
      const customerId =
        found.known?.customerId ?? found.visitor?.customerId ?? (await addCustomer(ctx, tx, facts));
      if (found.known === undefined) await bind(ctx, tx, customerId, proven.identity, facts);
      let hasJoinedThread = found.visitor !== undefined;
      if (visitor !== undefined && found.visitor === undefined)
        await bind(ctx, tx, customerId, visitor, facts);
      if (found.visitor !== undefined && found.visitor.customerId !== customerId)
        hasJoinedThread = await joinVisitor(ctx, tx, open.inbox.id, found.visitor, customerId, facts);
      await tx.chat.endVisitors(session, ctx.clock.now());
      const customer = await takeOverProfile(ctx, tx, customerId, proven, facts);
      await tell(ctx, tx, facts, { type: 'customer', id: customerId });
      return {
        customerId,
        hasJoinedThread,
        ...(customer.name === undefined ? {} : { name: customer.name }),
      };
    },
    { locks },
  );
}

async function findBoth(
  tx: Transaction,
  ref: IdentityRef,
  visitor: IdentityRef | undefined,
): Promise<{ readonly known: Identity | undefined; readonly visitor: Identity | undefined }> {
  const found = await tx.customers.findIdentities(visitor === undefined ? [ref] : [ref, visitor]);
  const byKey = new Map(found.map((identity) => [identityKey(identity), identity]));
  return {
    known: byKey.get(identityKey(ref)),
    visitor: visitor === undefined ? undefined : byKey.get(identityKey(visitor)),
  };
}

async function addCustomer(ctx: FlowContext, tx: Transaction, facts: DomainFact[]): Promise<CustomerId> {
  const at = ctx.clock.now();
  const customer: Customer = {
    id: ctx.ids.next('cus'),
    attributes: {},
    nameIsEdited: false,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  await tx.customers.add([customer]);
  facts.push({ type: 'customer.created', data: { customerId: customer.id } });
  return customer.id;
}

async function bind(
  ctx: FlowContext,
  tx: Transaction,
  customerId: CustomerId,
  { channel, scope, kind, value }: IdentityRef,
  facts: DomainFact[],
): Promise<void> {
  const id = ctx.ids.next('idn');
  const validFrom = ctx.clock.now();
  await tx.customers.addIdentities([{ id, customerId, channel, scope, kind, value, validFrom }]);
  facts.push({ type: 'customer.identity_added', data: { customerId, identityId: id, channel, kind } });
}
