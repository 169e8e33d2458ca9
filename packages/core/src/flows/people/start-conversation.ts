import type { Conversation } from '../../conversations/conversation.ts';
import { ConversationAlreadyOpenError } from '../../conversations/conversation-errors.ts';
import { isActive } from '../../conversations/conversation-status.ts';
import type { ConversationView } from '../../conversations/conversation-view.ts';
import { chooseAddresses } from '../../customers/choose-address.ts';
import { CustomerNotFoundError, CustomerUnreachableError } from '../../customers/customer-errors.ts';
import type { NewConversation } from '../../desk.ts';
import type { DomainFact } from '../../events/event-map.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { openInbox, viewConversation } from '../reads/view-conversation.ts';
import { requireAgent } from './acting-agent.ts';

/** Starts a conversation with a customer; what may be sent in it is the service window's matter. */
export async function startConversation(ctx: FlowContext, input: NewConversation): Promise<ConversationView> {
  const { channel } = await openInbox(ctx, input.inboxId);
  const id = ctx.ids.next('cnv');
  const conversation = await ctx.db.transaction(
    async (tx) => {
      const at = ctx.clock.now();
      const [customer] = await tx.customers.find([input.customerId]);
      if (customer === undefined) throw new CustomerNotFoundError(input.customerId);
      const identities = await tx.customers.identitiesOf([customer.id]);
      if (chooseAddresses(identities, channel.kind, channel.capabilities.addressKinds).length === 0) {
        throw new CustomerUnreachableError(customer.id, channel.kind);
      }
      if (input.assigneeId !== undefined) await requireAgent(tx, input.assigneeId);
      const [latest] = await tx.conversations.latestOf([{ customerId: customer.id, inboxId: input.inboxId }]);
      if (latest !== undefined && isActive(latest.status)) throw new ConversationAlreadyOpenError(latest.id);
      const next: Conversation = {
        id,
        number: await tx.conversations.takeNumbers(1),
        customerId: customer.id,
        inboxId: input.inboxId,
        status: 'open',
        priority: input.priority ?? 'normal',
        controller: 'agent',
        controllerVersion: 1,
        isBotHandoff: false,
        ...(input.subject === undefined ? {} : { subject: input.subject }),
        ...(input.assigneeId === undefined ? {} : { assigneeId: input.assigneeId }),
        lastSeq: 0,
        lastReadSeq: 0,
        unreadCount: 0,
        customerReadSeq: 0,
        // The window belongs to the customer and the inbox, not to one conversation.
        ...(latest?.lastInboundAt === undefined ? {} : { lastInboundAt: latest.lastInboundAt }),
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      await tx.conversations.add([next]);
      await tell(ctx, tx, startFacts(next));
      return next;
    },
    { locks: [`conversation:${input.customerId}:${input.inboxId}`] },
  );
  return viewConversation(ctx, conversation);
}

function startFacts(conversation: Conversation): readonly DomainFact[] {
  const { id: conversationId, customerId, inboxId, number, assigneeId } = conversation;
  const opened: DomainFact = {
    type: 'conversation.opened',
    data: { conversationId, customerId, inboxId, number },
  };
  if (assigneeId === undefined) return [opened];
  return [
    opened,
    { type: 'conversation.assigned', data: { conversationId, from: undefined, to: assigneeId } },
  ];
}
