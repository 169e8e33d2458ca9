import type { ConversationId, CustomerId } from '../../ids.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { findOwn } from './own-conversation.ts';
import { type CustomerContext, findWriter } from './who-writes.ts';

const batch = 200;

/** The customer's client has everything up to this seq: our messages become `delivered`. */
export async function recordDelivered(
  ctx: CustomerContext,
  id: ConversationId,
  upToSeq: number,
): Promise<void> {
  const { customerId } = await findWriter(ctx);
  // What was read was delivered before, and needs no second look.
  const { customerReadSeq } = await findOwn(ctx, customerId, id);
  await advance(ctx, id, 'delivered', { afterSeq: customerReadSeq, upToSeq });
}

/** The customer has read up to this seq: it is kept, and our messages become `read`. Resolves to how far they have read. */
export async function recordRead(ctx: CustomerContext, id: ConversationId, upToSeq: number): Promise<number> {
  const { customerId } = await findWriter(ctx);
  const { lastSeq, customerReadSeq } = await findOwn(ctx, customerId, id);
  const seq = Math.min(upToSeq, lastSeq);
  if (customerId === undefined || seq <= customerReadSeq) return customerReadSeq;
  // First the messages: if this breaks off in between, the client asks again.
  await advance(ctx, id, 'read', { afterSeq: customerReadSeq, upToSeq: seq });
  return keepReadSeq(ctx, id, customerId, seq);
}

async function keepReadSeq(
  ctx: FlowContext,
  id: ConversationId,
  customerId: CustomerId,
  seq: number,
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const [current] = await tx.conversations.findForUpdate([id]);
    if (current === undefined || current.customerId !== customerId) return 0;
    if (seq <= current.customerReadSeq) return current.customerReadSeq;
    await tx.conversations.save([{ ...current, customerReadSeq: seq, version: current.version + 1 }]);
    ctx.intake.forget([customerId]);
    await tell(
      ctx,
      tx,
      [
        {
          type: 'conversation.read_by_customer',
          data: { conversationId: id, customerId, customerReadSeq: seq },
        },
      ],
      { type: 'customer', id: customerId },
    );
    return seq;
  });
}

/** As a provider's receipts do it: evidence goes through intake, message by message, and never moves anything back. */
async function advance(
  ctx: CustomerContext,
  id: ConversationId,
  status: 'delivered' | 'read',
  range: { readonly afterSeq: number; readonly upToSeq: number },
): Promise<void> {
  const { accountId, inbox, channel } = ctx.open;
  const access = channel.customerAccess;
  if (access === undefined) return;
  const at = ctx.clock.now();
  for (let { afterSeq } = range; ; ) {
    const messages = await ctx.db.chat.notYet(status, id, { ...range, afterSeq }, batch);
    const newest = messages.at(-1);
    if (newest === undefined) return;
    await ctx.intake.submit({
      accountId,
      inboxId: inbox.id,
      reopenWindowMs: inbox.reopenWindowMs,
      items: messages.map((message) =>
        access.toItem({
          kind: 'delivery',
          providerMessageId: message.providerMessageId ?? message.id,
          messageId: message.id,
          evidence: { status, at },
        }),
      ),
    });
    ctx.signals.emit('committed');
    if (messages.length < batch) return;
    afterSeq = newest.seq;
  }
}
