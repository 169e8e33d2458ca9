import type { Actor } from '../../actor.ts';
import type { DomainFact } from '../../events/event-map.ts';
import { messageLock } from '../../intake/intake-entry.ts';
import { applyUpdate } from '../../messages/apply-update.ts';
import type { Message } from '../../messages/message.ts';
import type { ProviderMessageRef } from '../../messages/message-store.ts';
import { type FlowContext, tell } from '../flow-context.ts';

const system: Actor = { type: 'system' };
const batch = 200;

/**
 * Applies updates that stayed parked although their message is stored: one process stored the message while another
 * parked the update, and neither saw the other. Rare, and put right here.
 */
export async function applyParked(ctx: FlowContext): Promise<void> {
  for (const message of await ctx.db.messages.find(await ctx.db.messages.withParked(batch))) {
    const { inboxId, providerMessageId } = message;
    if (providerMessageId !== undefined) await applyTo(ctx, message, { inboxId, providerMessageId });
  }
}

async function applyTo(ctx: FlowContext, { id }: Message, ref: ProviderMessageRef): Promise<void> {
  await ctx.db.transaction(
    async (tx) => {
      const [current] = await tx.messages.findForUpdate([id]);
      if (current === undefined) return;
      const facts: DomainFact[] = [];
      let next = current;
      for (const { update } of await tx.messages.takeParked([ref])) {
        const applied = applyUpdate(next, update);
        if (applied === undefined) continue;
        next = applied.next;
        facts.push(...applied.events);
      }
      if (next !== current) await tx.messages.save([next]);
      await tell(ctx, tx, facts, system);
    },
    { locks: [messageLock(ref.inboxId, ref.providerMessageId)] },
  );
}
