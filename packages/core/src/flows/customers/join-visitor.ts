import { changeStatus } from '../../conversations/change-status.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { isActive } from '../../conversations/conversation-status.ts';
import { claimContact, claimedEmailOf, emailOf } from '../../customers/claimed-contact.ts';
import type { Identity } from '../../customers/identity.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { CustomerId, InboxId } from '../../ids.ts';
import { maxPageSize } from '../../page.ts';
import type { Transaction } from '../../storage/storage.ts';
import type { FlowContext } from '../flow-context.ts';

/**
 * Gives a visitor's conversations to the customer they turned out to be. Where both have an open one in an inbox, the
 * customer's earlier one is resolved and the visitor's goes on. A record that staff tied to other ids is more than the
 * visitor proves: only the thread of this inbox moves, and people decide about the rest. Resolves to whether anything moved.
 */
export async function joinVisitor(
  ctx: FlowContext,
  tx: Transaction,
  inboxId: InboxId,
  visitor: Identity,
  to: CustomerId,
  facts: DomainFact[],
): Promise<boolean> {
  const from = visitor.customerId;
  const identities = await tx.customers.identitiesOf([from]);
  const isPlainVisitor = identities.every(
    (other) =>
      other.validTo !== undefined || (other.channel === visitor.channel && other.kind === visitor.kind),
  );
  const moved = await conversationsOf(tx, from, isPlainVisitor ? undefined : inboxId);
  await resolveEarlier(ctx, tx, moved, to, facts);
  const at = ctx.clock.now();
  await tx.chat.moveConversations(
    moved.map(({ id }) => id),
    from,
    to,
    at,
  );
  for (const { id } of moved)
    facts.push({ type: 'conversation.customer_changed', data: { conversationId: id, from, to } });
  if (isPlainVisitor) {
    await tx.chat.moveIdentities(
      identities.filter(({ validTo }) => validTo === undefined).map(({ id }) => id),
      to,
    );
    await markMerged(ctx, tx, from, to, facts);
    facts.push({ type: 'customer.merged', data: { customerId: to, mergedCustomerId: from } });
  } else {
    await tx.chat.moveIdentities([visitor.id], to);
    await markChanged(ctx, tx, from);
    facts.push({
      type: 'customer.merge_suggested',
      data: { customerId: to, otherCustomerId: from, reason: 'identity_moved' },
    });
  }
  return moved.length > 0;
}

/** All of them, locked. */
async function conversationsOf(
  tx: Transaction,
  customerId: CustomerId,
  inboxId: InboxId | undefined,
): Promise<readonly Conversation[]> {
  const filter = inboxId === undefined ? { customerId } : { customerId, inboxId };
  const found: Conversation[] = [];
  for (let after: Parameters<Transaction['conversations']['list']>[1]['after']; ; ) {
    const page = await tx.conversations.list(filter, {
      limit: maxPageSize,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items);
    if (page.nextAfter === undefined) break;
    after = page.nextAfter;
  }
  return tx.conversations.findForUpdate(found.map(({ id }) => id));
}

async function resolveEarlier(
  ctx: FlowContext,
  tx: Transaction,
  moved: readonly Conversation[],
  to: CustomerId,
  facts: DomainFact[],
): Promise<void> {
  const inboxes = new Set(moved.filter(({ status }) => isActive(status)).map(({ inboxId }) => inboxId));
  const pairs = Array.from(inboxes, (inboxId) => ({ customerId: to, inboxId }));
  const earlier = (await tx.conversations.latestOf(pairs)).filter(({ status }) => isActive(status));
  const resolved = earlier.map((current) => {
    const { next, events } = changeStatus(current, { to: 'resolved' }, ctx.clock.now());
    facts.push(...events);
    return { ...next, version: current.version + 1 };
  });
  await tx.conversations.save(resolved);
}

/** Whoever loses an identity gets a new version. */
async function markChanged(ctx: FlowContext, tx: Transaction, id: CustomerId): Promise<void> {
  const customers = await tx.customers.find([id]);
  const updatedAt = ctx.clock.now();
  await tx.customers.save(
    customers.map((customer) => ({ ...customer, version: customer.version + 1, updatedAt })),
  );
}

/** What the visitor said of how to reach them goes along; what is known of the customer stays as it is. */
async function markMerged(
  ctx: FlowContext,
  tx: Transaction,
  from: CustomerId,
  to: CustomerId,
  facts: DomainFact[],
): Promise<void> {
  const customers = await tx.customers.find([from, to]);
  const visitor = customers.find(({ id }) => id === from);
  if (visitor === undefined) return;
  const updatedAt = ctx.clock.now();
  const merged = { ...visitor, mergedInto: to, version: visitor.version + 1, updatedAt };
  const customer = customers.find(({ id }) => id === to);
  const email = claimedEmailOf(visitor);
  if (customer === undefined || email === undefined || emailOf(customer) !== undefined) {
    await tx.customers.save([merged]);
    return;
  }
  const { next, fields } = claimContact(customer, { email }, updatedAt);
  await tx.customers.save([merged, next]);
  facts.push({ type: 'customer.updated', data: { customerId: to, fields } });
}
