import { changeStatus } from '../../conversations/change-status.ts';
import type { ConversationId } from '../../ids.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Opens a conversation whose snooze has run out; does nothing if it was woken or snoozed anew meanwhile. */
export async function wakeConversation(ctx: FlowContext, id: ConversationId, until: Date): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [current] = await tx.conversations.findForUpdate([id]);
    if (
      current === undefined ||
      current.status !== 'snoozed' ||
      current.snoozedUntil?.getTime() !== until.getTime()
    )
      return;
    const { next, events } = changeStatus(current, { to: 'open' }, ctx.clock.now());
    await tx.conversations.save([{ ...next, version: current.version + 1 }]);
    ctx.intake.forget([current.customerId]);
    await tell(ctx, tx, events);
  });
}
