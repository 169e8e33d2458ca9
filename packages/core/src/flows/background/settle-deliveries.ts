import type { AccountId, ConversationId } from '../../ids.ts';
import type { Engine, FlowContext } from '../flow-context.ts';
import { stepMessage } from './settle-message.ts';

/** A send takes at most the channel's timeout; after this nobody is working on it any more, in milliseconds. */
const sendingLeaseMs = 90_000;
/** A queued message normally leaves at once; after this its job is taken for lost, in milliseconds. */
const queuedGraceMs = 60_000;
const batch = 200;

/**
 * Sends that died between the provider's answer and our commit become `unknown`: nobody can know whether the customer has
 * the message, so it is never sent again by itself. Deliveries whose job was lost get a new one.
 */
export async function settleDeliveries(
  engine: Engine,
  contextFor: (accountId: AccountId) => FlowContext,
): Promise<void> {
  const now = engine.clock.now().getTime();
  const late = await engine.storage.system.accountsWithLateDeliveries(new Date(now - queuedGraceMs), batch);
  for (const accountId of late) await settleAccount(contextFor(accountId), now);
}

async function settleAccount(ctx: FlowContext, now: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const again = new Set<ConversationId>(
      await tx.messages.conversationsWithQueued(new Date(now - queuedGraceMs), batch),
    );
    for (const message of await tx.messages.stuckInSending(new Date(now - sendingLeaseMs), batch)) {
      await stepMessage(ctx, tx, message, {
        type: 'lose',
        error: {
          code: 'send_interrupted',
          message: 'The send was interrupted; the customer may or may not have the message.',
          fix: 'Wait for a delivery status, or ask the customer before sending again.',
        },
      });
      again.add(message.conversationId);
      ctx.log.warn(
        { accountId: ctx.accountId, messageId: message.id },
        'a send was interrupted and is settled as unknown',
      );
    }
    if (again.size === 0) return;
    await tx.jobs.add(
      Array.from(again, (conversationId) => ({
        name: 'conversation.deliver' as const,
        payload: { accountId: ctx.accountId, conversationId },
      })),
    );
  });
}
