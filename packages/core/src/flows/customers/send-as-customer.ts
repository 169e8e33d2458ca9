import type { InboundMessageEvent } from '../../channels/inbound-event.ts';
import { identityLock } from '../../chat/chat-identity.ts';
import { chatMessageKey } from '../../chat/client-message-id.ts';
import type { CustomerMessageAck, NewCustomerMessage } from '../../chat/customer-desk.ts';
import { isActive } from '../../conversations/conversation-status.ts';
import { openOrContinue } from '../../conversations/open-or-continue.ts';
import { firstController } from '../../inboxes/inbox.ts';
import { isUnstorable } from '../../intake/unstorable.ts';
import type { Message } from '../../messages/message.ts';
import { InvalidContentError } from '../../messages/message-errors.ts';
import { NotStorableError } from '../../storage/storage-errors.ts';
import { chosenContent } from './chosen-content.ts';
import { countAction } from './count-action.ts';
import { findOwn } from './own-conversation.ts';
import { type CustomerContext, findWriter, type Writer } from './who-writes.ts';

/** Stores a customer's message through intake, once per client message id. */
export async function sendAsCustomer(
  ctx: CustomerContext,
  input: NewCustomerMessage,
): Promise<CustomerMessageAck> {
  if (isUnstorable(input)) throw new NotStorableError();
  const writer = await findWriter(ctx);
  const repeated = await findSent(ctx, writer, input.clientMessageId);
  if (repeated !== undefined) return ackOf(input, repeated);
  const target =
    input.conversationId === undefined
      ? undefined
      : await findOwn(ctx, writer.customerId, input.conversationId);
  await countAction(ctx, writer, 'messages', input.clientMessageId);
  const { content, context } = await chosenContent(ctx, writer, input.content);
  if (target === undefined || !isActive(target.status)) await countConversation(ctx, writer, input);
  const event = await eventOf(ctx, writer, input, { content, context });
  const stored = await submit(ctx, writer, event);
  return ackOf(input, stored);
}

async function submit(ctx: CustomerContext, writer: Writer, event: InboundMessageEvent): Promise<Message> {
  const { accountId, inbox, channel, hours } = ctx.open;
  const access = channel.customerAccess;
  if (access === undefined) throw new Error(`the channel of ${inbox.id} lost its customer access`);
  const [outcome] = await ctx.intake.submit({
    accountId,
    inboxId: inbox.id,
    reopenWindowMs: inbox.reopenWindowMs,
    firstController: firstController(inbox),
    hours,
    items: [access.toItem(event)],
    locks: [identityLock(writer.ref)],
  });
  ctx.signals.emit('committed');
  const { providerMessageId } = event;
  const [stored] = await ctx.db.chat.findByProviderIds([{ inboxId: inbox.id, providerMessageId }]);
  if (outcome?.type === 'quarantined' || stored === undefined) {
    throw new InvalidContentError('The message could not be stored; staff can see why.', {
      field: 'content',
    });
  }
  return stored;
}

/**
 * The message an earlier call stored. Somebody who signed in meanwhile may repeat what they sent as a visitor, so every
 * identity of theirs is looked at.
 */
async function findSent(
  ctx: CustomerContext,
  writer: Writer,
  clientMessageId: string,
): Promise<Message | undefined> {
  const inboxId = ctx.open.inbox.id;
  const keys = await Promise.all(
    writer.identities.map((identity) => chatMessageKey(identity, clientMessageId)),
  );
  const [found] = await ctx.db.chat.findByProviderIds(
    keys.map((providerMessageId) => ({ inboxId, providerMessageId })),
  );
  return found;
}

async function eventOf(
  ctx: CustomerContext,
  { ref }: Writer,
  { clientMessageId, page, language }: NewCustomerMessage,
  said: Pick<InboundMessageEvent, 'content' | 'context'>,
): Promise<InboundMessageEvent> {
  const { person } = ctx;
  const name = 'proven' in person ? person.proven.name : undefined;
  return {
    kind: 'message',
    providerMessageId: await chatMessageKey(ref, clientMessageId),
    party: {
      identities: [ref],
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
    },
    content: said.content,
    context: page === undefined ? said.context : { ...said.context, referral: { page } },
    at: ctx.clock.now(),
    opensWindow: true,
  };
}

/** Counts a conversation where the message will start one. */
async function countConversation(
  ctx: CustomerContext,
  writer: Writer,
  { clientMessageId }: NewCustomerMessage,
): Promise<void> {
  const { inbox } = ctx.open;
  if (writer.customerId !== undefined) {
    const pair = { customerId: writer.customerId, inboxId: inbox.id };
    const latest = await ctx.db.transaction(async (tx) => (await tx.conversations.latestOf([pair]))[0]);
    if (openOrContinue(latest, inbox.reopenWindowMs, ctx.clock.now()).type !== 'start') return;
  }
  await countAction(ctx, writer, 'conversations', clientMessageId);
}

function ackOf(
  { clientMessageId }: NewCustomerMessage,
  { id, conversationId, seq }: Message,
): CustomerMessageAck {
  return { clientMessageId, messageId: id, conversationId, seq };
}
