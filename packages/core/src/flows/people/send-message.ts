import { ForbiddenError } from '../../access/access-errors.ts';
import type { Actor } from '../../actor.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { assertMaySpeak } from '../../conversations/conversation-control.ts';
import {
  ConversationClosedError,
  ConversationNotFoundError,
} from '../../conversations/conversation-errors.ts';
import { recordMessage } from '../../conversations/record-message.ts';
import { chooseAddresses } from '../../customers/choose-address.ts';
import { CustomerUnreachableError } from '../../customers/customer-errors.ts';
import type { NewMessage, SentMessage } from '../../desk.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { ConversationId } from '../../ids.ts';
import { canonicalJson } from '../../json.ts';
import { composeMessages } from '../../messages/compose-messages.ts';
import type { MessageContext, OutboundMessage } from '../../messages/message.ts';
import type { MessageContent } from '../../messages/message-content.ts';
import {
  ClientMessageIdReusedError,
  MessageNotFoundError,
  ServiceWindowClosedError,
} from '../../messages/message-errors.ts';
import { serviceWindow } from '../../messages/service-window.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { sendOwnFiles, withOwnFiles } from '../media/send-own-files.ts';
import { findConversation, openInbox } from '../reads/view-conversation.ts';
import { actingAgent } from './acting-agent.ts';

/** Checks, stores as `queued` and enqueues the delivery, in one transaction. */
export async function sendMessage(
  ctx: FlowContext,
  id: ConversationId,
  input: NewMessage,
): Promise<SentMessage> {
  const { inboxId } = await findConversation(ctx, id);
  const { channel } = await openInbox(ctx, inboxId);
  const prepared = channel.prepare(input.content);
  const contents =
    channel.capabilities.ownFiles === undefined ? prepared : await withOwnFiles(ctx.db, inboxId, prepared);
  const parts = contents.map((content) => ({ id: ctx.ids.next('msg'), content }));
  return ctx.db.transaction(async (tx) => {
    const [conversation] = await tx.conversations.findForUpdate([id]);
    if (conversation === undefined) throw new ConversationNotFoundError(id);
    const repeated = await findRepeated(tx, id, input, parts);
    if (repeated !== undefined) return repeated;
    const at = ctx.clock.now();
    const sender = await speaker(tx, ctx, input);
    // The row is locked: who takes over now waits for this message, and who took over before is seen here.
    assertMaySpeak(conversation, sender, input.expectedControllerVersion);
    if (conversation.status === 'closed') throw new ConversationClosedError(id);
    const window = serviceWindow(channel.capabilities.serviceWindow, conversation.lastInboundAt, at);
    if (window.state === 'closed' && input.content.type !== 'template')
      throw new ServiceWindowClosedError(id, window.endedAt);
    const identities = await tx.customers.identitiesOf([conversation.customerId]);
    if (chooseAddresses(identities, channel.kind, channel.capabilities.addressKinds).length === 0) {
      throw new CustomerUnreachableError(conversation.customerId, channel.kind);
    }
    const context = await messageContext(tx, conversation, sender, input);
    const messages = composeMessages(
      { conversationId: id, inboxId, customerId: conversation.customerId, lastSeq: conversation.lastSeq },
      {
        parts,
        sender,
        context,
        ...(input.clientMessageId === undefined ? {} : { clientMessageId: input.clientMessageId }),
      },
      at,
    );
    const facts: DomainFact[] = [];
    let next = conversation;
    for (const message of messages) {
      const recorded = recordMessage(next, message, { opensWindow: false }, at);
      next = recorded.next;
      facts.push(...recorded.events, queuedFact(message));
    }
    await tx.conversations.save([{ ...next, version: conversation.version + 1 }]);
    ctx.intake.forget([conversation.customerId]);
    await tx.messages.add(messages);
    if (channel.capabilities.ownFiles !== undefined) await sendOwnFiles(tx, messages);
    await tell(ctx, tx, facts, sender);
    await tx.jobs.add([
      { name: 'conversation.deliver', payload: { accountId: ctx.accountId, conversationId: id } },
    ]);
    return { message: messages[0] as OutboundMessage, parts: messages };
  });
}

/** The messages an earlier call with the same client id stored. */
async function findRepeated(
  tx: Transaction,
  id: ConversationId,
  input: NewMessage,
  parts: readonly { readonly content: MessageContent }[],
): Promise<SentMessage | undefined> {
  if (input.clientMessageId === undefined) return undefined;
  const stored = await tx.messages.findByClientMessageId(id, input.clientMessageId);
  const [first] = stored;
  if (first === undefined) return undefined;
  const isSame =
    stored.length === parts.length &&
    stored.every((message, index) => canonicalJson(message.content) === canonicalJson(parts[index]?.content));
  if (!isSame) throw new ClientMessageIdReusedError(id);
  return { message: first, parts: stored };
}

async function speaker(tx: Transaction, ctx: FlowContext, input: NewMessage): Promise<Actor> {
  if (input.assistantId === undefined) return actingAgent(tx, ctx.actor, input.agentId);
  // People write under their own name.
  if (ctx.actor.type === 'agent') throw new ForbiddenError('api_key');
  return { type: 'assistant', id: input.assistantId };
}

async function messageContext(
  tx: Transaction,
  conversation: Conversation,
  sender: Actor,
  input: NewMessage,
): Promise<MessageContext> {
  const reply = await replyContext(tx, conversation, input);
  return sender.type === 'assistant'
    ? { ...reply, controllerVersion: conversation.controllerVersion }
    : reply;
}

async function replyContext(
  tx: Transaction,
  conversation: Conversation,
  input: NewMessage,
): Promise<MessageContext> {
  if (input.replyTo === undefined) return {};
  const [target] = await tx.messages.find([input.replyTo]);
  if (target === undefined || target.conversationId !== conversation.id)
    throw new MessageNotFoundError(input.replyTo);
  return target.providerMessageId === undefined ? {} : { replyToProviderMessageId: target.providerMessageId };
}

function queuedFact(message: OutboundMessage): DomainFact {
  const { id, conversationId, inboxId, customerId, seq, content } = message;
  return {
    type: 'message.queued',
    data: { messageId: id, conversationId, inboxId, customerId, seq, contentType: content.type },
  };
}
