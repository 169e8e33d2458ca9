import type { Actor } from '../actor.ts';
import type { InboundMessageEvent } from '../channels/inbound-event.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { openOrContinue } from '../conversations/open-or-continue.ts';
import { recordMessage } from '../conversations/record-message.ts';
import type { Customer } from '../customers/customer.ts';
import type { Ids } from '../ids.ts';
import { applyUpdate } from '../messages/apply-update.ts';
import type { Message } from '../messages/message.ts';
import type { BatchState } from './batch-state.ts';
import type { IntakeEntry } from './intake-entry.ts';
import { replyAutomatically } from './reply-automatically.ts';
import { resolveParty } from './resolve-party.ts';

/** Stores a message once; false if it was there. */
export function decideMessage(
  state: BatchState,
  entry: IntakeEntry,
  event: InboundMessageEvent,
  given: { readonly ids: Ids; readonly at: Date },
): boolean {
  const ref = { inboxId: entry.inboxId, providerMessageId: event.providerMessageId };
  if (state.messageByProviderId(ref) !== undefined) return false;
  const customer = resolveParty(state, event.party, given);
  const sender: Actor = event.kind === 'echo' ? { type: 'app' } : { type: 'customer', id: customer.id };
  const conversation = conversationFor(state, entry, event, customer, sender, given);
  const message = newMessage(entry, event, customer, sender, conversation, given);
  const recorded = recordMessage(conversation, message, { opensWindow: event.opensWindow }, given.at);
  state.changeConversation(recorded.next);
  state.addMessage(message);
  state.tell(sender, [
    ...recorded.events,
    {
      type: event.kind === 'echo' ? 'message.echoed' : 'message.received',
      data: {
        messageId: message.id,
        conversationId: conversation.id,
        inboxId: entry.inboxId,
        customerId: customer.id,
        seq: message.seq,
        contentType: message.content.type,
      },
    },
  ]);
  applyParked(state, message);
  replyAutomatically(state, entry, event, customer, given);
  return true;
}

/** Applies updates that came before the message. */
function applyParked(state: BatchState, message: Message): void {
  if (message.providerMessageId === undefined) return;
  for (const parked of state.takeParked({
    inboxId: message.inboxId,
    providerMessageId: message.providerMessageId,
  })) {
    const current = state.message(message.id) ?? message;
    const applied = applyUpdate(current, parked.update);
    if (applied === undefined) continue;
    state.changeMessage(applied.next);
    state.tell({ type: 'system' }, applied.events);
  }
}

function conversationFor(
  state: BatchState,
  entry: IntakeEntry,
  event: InboundMessageEvent,
  customer: Customer,
  sender: Actor,
  given: { readonly ids: Ids; readonly at: Date },
): Conversation {
  const latest = state.latest(customer.id, entry.inboxId);
  if (event.context.isHistory === true && latest !== undefined) return latest;
  const threading = openOrContinue(latest, entry.reopenWindowMs, given.at);
  if (threading.type !== 'start') return threading.conversation;
  const isHistory = event.context.isHistory === true;
  const conversation: Conversation = {
    id: given.ids.next('cnv'),
    number: 0, // given when the batch is written
    customerId: customer.id,
    inboxId: entry.inboxId,
    // Old messages are an archive; one we wrote first waits for the customer.
    status: isHistory ? 'closed' : event.kind === 'echo' ? 'pending' : 'open',
    priority: 'normal',
    controller: event.kind === 'echo' ? 'agent' : (entry.firstController ?? 'queue'),
    controllerVersion: 1,
    isBotHandoff: false,
    lastSeq: 0,
    lastReadSeq: 0,
    unreadCount: 0,
    customerReadSeq: 0,
    ...(latest?.lastInboundAt === undefined ? {} : { lastInboundAt: latest.lastInboundAt }),
    ...(isHistory ? { closedAt: given.at } : {}),
    version: 1,
    createdAt: given.at,
    updatedAt: given.at,
  };
  state.addConversation(conversation);
  state.tell(sender, [
    {
      type: 'conversation.opened',
      data: { conversationId: conversation.id, customerId: customer.id, inboxId: entry.inboxId, number: 0 },
    },
  ]);
  return conversation;
}

function newMessage(
  entry: IntakeEntry,
  event: InboundMessageEvent,
  customer: Customer,
  sender: Actor,
  conversation: Conversation,
  given: { readonly ids: Ids; readonly at: Date },
): Message {
  const base = {
    id: given.ids.next('msg'),
    conversationId: conversation.id,
    inboxId: entry.inboxId,
    customerId: customer.id,
    seq: conversation.lastSeq + 1,
    sender,
    content: event.content,
    context: event.context,
    providerMessageId: event.providerMessageId,
    reactions: [],
    revisions: [],
    sentAt: event.at,
    createdAt: given.at,
  };
  if (event.kind === 'message') return { ...base, direction: 'inbound' };
  return {
    ...base,
    direction: 'outbound',
    part: 0,
    delivery: { status: 'sent', times: { sent: event.at }, attempts: 0 },
  };
}
