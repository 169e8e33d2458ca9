import type { Actor } from '../actor.ts';
import type { InboundMessageEvent } from '../channels/inbound-event.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { openOrContinue } from '../conversations/open-or-continue.ts';
import { recordMessage } from '../conversations/record-message.ts';
import type { Customer } from '../customers/customer.ts';
import type { DomainFact } from '../events/event-map.ts';
import type { Ids } from '../ids.ts';
import { ownFileOf } from '../media/media-file.ts';
import { applyUpdate } from '../messages/apply-update.ts';
import type { Message, Sender } from '../messages/message.ts';
import type { MessageContent } from '../messages/message-content.ts';
import type { BatchState } from './batch-state.ts';
import type { IntakeEntry } from './intake-entry.ts';
import { resolveParty } from './resolve-party.ts';

/** Stores a message once. `no_such_file` = nothing was stored: it refers to a file that is not its sender's to send. */
export function decideMessage(
  state: BatchState,
  entry: IntakeEntry,
  event: InboundMessageEvent,
  given: { readonly ids: Ids; readonly at: Date },
): 'stored' | 'duplicate' | 'no_such_file' {
  const ref = { inboxId: entry.inboxId, providerMessageId: event.providerMessageId };
  if (state.messageByProviderId(ref) !== undefined) return 'duplicate';
  const content = contentOf(state, entry, event);
  if (content === undefined) return 'no_such_file';
  const customer = resolveParty(state, event.party, given);
  const sender: Sender = event.kind === 'echo' ? { type: 'app' } : { type: 'customer', id: customer.id };
  const conversation = conversationFor(state, entry, event, customer, sender, given);
  const { message, next, facts } = appendMessage(conversation, entry, { ...event, content }, sender, given);
  state.files.send(content, message.id);
  state.changeConversation(next);
  state.addMessage(message);
  state.tell(sender, facts);
  applyParked(state, message);
  return 'stored';
}

/** What it says; undefined if its file is not the sender's to send. */
function contentOf(
  state: BatchState,
  { inboxId }: IntakeEntry,
  { party, content }: InboundMessageEvent,
): MessageContent | undefined {
  // Nearly all have none.
  if (ownFileOf(content) === undefined) return content;
  const known = party.identities.flatMap((ref) => {
    const identity = state.find(ref);
    return identity === undefined ? [] : state.of(identity.customerId);
  });
  return state.files.contentFor(content, { inboxId, identities: [...party.identities, ...known] });
}

/** The message an event is, as the next one of the conversation, and what becomes of that. */
export function appendMessage(
  conversation: Conversation,
  entry: IntakeEntry,
  event: InboundMessageEvent,
  sender: Sender,
  given: { readonly ids: Ids; readonly at: Date },
): { readonly message: Message; readonly next: Conversation; readonly facts: readonly DomainFact[] } {
  const message = newMessage(entry, event, sender, conversation, given);
  const recorded = recordMessage(conversation, message, { opensWindow: event.opensWindow }, given.at);
  const { id, conversationId, inboxId, customerId, seq, content } = message;
  const fact: DomainFact = {
    type: event.kind === 'echo' ? 'message.echoed' : 'message.received',
    data: { messageId: id, conversationId, inboxId, customerId, seq, contentType: content.type },
  };
  return { message, next: recorded.next, facts: [...recorded.events, fact] };
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
  sender: Sender,
  conversation: Conversation,
  given: { readonly ids: Ids; readonly at: Date },
): Message {
  const base = {
    id: given.ids.next('msg'),
    conversationId: conversation.id,
    inboxId: entry.inboxId,
    customerId: conversation.customerId,
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
