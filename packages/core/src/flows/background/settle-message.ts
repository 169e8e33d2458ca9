import type { Actor } from '../../actor.ts';
import type { DomainFact } from '../../events/event-map.ts';
import { messageLock } from '../../intake/intake-entry.ts';
import { applyUpdate } from '../../messages/apply-update.ts';
import { type Delivery, type DeliveryStep, stepDelivery } from '../../messages/delivery-status.ts';
import type { Message, OutboundMessage } from '../../messages/message.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';

const system: Actor = { type: 'system' };

/** Makes one step of our own side on a locked message; undefined where evidence from the provider came first. */
export async function stepMessage(
  ctx: FlowContext,
  tx: Transaction,
  message: OutboundMessage,
  step: DeliveryStep,
): Promise<OutboundMessage | undefined> {
  const delivery = stepDelivery(message.delivery, step, ctx.clock.now());
  if (delivery === undefined) return undefined;
  const next = { ...message, delivery };
  await tx.messages.save([next]);
  await tell(ctx, tx, deliveryFacts(next, message.delivery), system);
  return next;
}

/**
 * The provider took the message: its id is stored, and statuses that overtook the answer are applied. Serialised against
 * intake, so a status comes either before (parked, taken here) or after (finds the id).
 */
export async function settleAccepted(
  ctx: FlowContext,
  message: OutboundMessage,
  providerMessageId: string,
): Promise<void> {
  await ctx.db.transaction(
    async (tx) => {
      const [current] = await tx.messages.findForUpdate([message.id]);
      if (current === undefined || current.direction !== 'outbound') return;
      const delivery =
        stepDelivery(current.delivery, { type: 'accepted' }, ctx.clock.now()) ?? current.delivery;
      const accepted: OutboundMessage = {
        ...current,
        delivery,
        providerMessageId: current.providerMessageId ?? providerMessageId,
      };
      const facts: DomainFact[] = deliveryFacts(accepted, current.delivery);
      let next: Message = accepted;
      for (const parked of await tx.messages.takeParked([{ inboxId: message.inboxId, providerMessageId }])) {
        const applied = applyUpdate(next, parked.update);
        if (applied === undefined) continue;
        next = applied.next;
        facts.push(...applied.events);
      }
      await tx.messages.save([next]);
      await tell(ctx, tx, facts, system);
    },
    { locks: [messageLock(message.inboxId, providerMessageId)] },
  );
}

function deliveryFacts(message: OutboundMessage, before: Delivery): DomainFact[] {
  const { status, error } = message.delivery;
  if (status === before.status) return [];
  const ref = { messageId: message.id, conversationId: message.conversationId };
  switch (status) {
    case 'sent':
      return [{ type: 'message.sent', data: ref }];
    case 'failed':
      return [{ type: 'message.failed', data: { ...ref, error } }];
    case 'blocked':
      return [{ type: 'message.blocked', data: { ...ref, error } }];
    case 'unknown':
      return [{ type: 'message.unknown', data: { ...ref, error } }];
    default:
      return [];
  }
}
