import type { QuarantineId } from '../../ids.ts';
import { firstController } from '../../inboxes/inbox.ts';
import { QuarantinedItemNotFoundError, ReplayFailedError } from '../../quarantine/quarantine-errors.ts';
import type { QuarantinedItem } from '../../quarantine/quarantined-item.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';

/** Parses and processes an item again; if that fails it stays where it was. Replaying twice is harmless. */
export async function replayQuarantined(ctx: FlowContext, id: QuarantineId): Promise<QuarantinedItem> {
  const [item] = await ctx.db.quarantine.find([id]);
  if (item === undefined) throw new QuarantinedItemNotFoundError(id);
  if (item.state === 'replayed') return item;
  const { channel, inbox } = await openInbox(ctx, item.inboxId);
  const outcomes = await ctx.intake.submit({
    accountId: ctx.accountId,
    inboxId: item.inboxId,
    reopenWindowMs: inbox.reopenWindowMs,
    firstController: firstController(inbox),
    items: channel.parse(item.source),
    isReplay: true,
  });
  const failed = outcomes.find((outcome) => outcome.type === 'quarantined');
  if (failed !== undefined) {
    await ctx.db.transaction((tx) => tx.quarantine.save([{ ...item, attempts: item.attempts + 1 }]));
    throw new ReplayFailedError(id, failed.reason);
  }
  const replayed: QuarantinedItem = { ...item, state: 'replayed', replayedAt: ctx.clock.now() };
  await ctx.db.transaction(async (tx) => {
    await tx.quarantine.save([replayed]);
    await tell(ctx, tx, [
      { type: 'quarantine.item_replayed', data: { quarantineId: id, inboxId: item.inboxId } },
    ]);
  });
  return replayed;
}
