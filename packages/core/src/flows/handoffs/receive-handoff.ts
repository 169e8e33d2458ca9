import type { Actor } from '../../actor.ts';
import { isOpenAt } from '../../business-hours/opening-times.ts';
import { identityLock } from '../../chat/chat-identity.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import {
  ConversationClosedError,
  ConversationNotFoundError,
} from '../../conversations/conversation-errors.ts';
import { isActive } from '../../conversations/conversation-status.ts';
import { openOrContinue } from '../../conversations/open-or-continue.ts';
import type { DomainFact } from '../../events/event-map.ts';
import {
  type BotSession,
  type BotSource,
  botSources,
  type HandoffFacts,
} from '../../handoffs/bot-session.ts';
import type { HandoffReceipt, NewHandoff } from '../../handoffs/handoff.ts';
import { UnknownBotSourceError } from '../../handoffs/handoff-errors.ts';
import { recordHandoff } from '../../handoffs/record-handoff.ts';
import { makeResumeToken } from '../../handoffs/resume-token.ts';
import {
  cleanLine,
  cleanText,
  newLines,
  readTranscript,
  type TranscriptLine,
  withRequest,
} from '../../handoffs/transcript.ts';
import type { CustomerId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import { contentText } from '../../messages/message-content.ts';
import { InvalidContentError } from '../../messages/message-errors.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { findConversation, openInbox, viewConversation } from '../reads/view-conversation.ts';
import { botCustomer, botSessionIdentity, noteClaims } from './bot-customer.ts';
import { chooseInbox } from './choose-inbox.ts';

/** Where a hand-off goes. */
interface Target {
  readonly conversation: Conversation;
  readonly isNew: boolean;
  /** Told before: there is nothing to store. */
  readonly isRepeat: boolean;
}

/**
 * Takes a conversation from a chatbot into the queue, with its transcript. One session is one ticket at a time: asking
 * again while people have it changes nothing, and after they gave it back it is the same ticket handed over again.
 */
export async function receiveHandoff(ctx: FlowContext, input: NewHandoff): Promise<HandoffReceipt> {
  if (!isKnownSource(input.source)) throw new UnknownBotSourceError();
  if (cleanText(input.initialMessage) === '')
    throw new InvalidContentError('The first message says nothing.', { field: 'initial_message' });
  const open = await inboxOf(ctx, input);
  const facts = factsOf(input, input.source);
  const lines = await readTranscript(input.sessionId, input.transcript, ctx.clock.now());
  const identity = botSessionIdentity(open.inbox.channel, open.inbox.id, input.sessionId);
  const { conversation, isNew } = await ctx.db.transaction(
    (tx) => store(ctx, tx, open, input, facts, lines),
    { locks: [identityLock(identity)] },
  );
  const positions = await ctx.db.chat.queuePositions([conversation.id]);
  const queuePosition = positions.get(conversation.id);
  const expectedReplyMinutes = open.channel.customerAccess?.expectedReplyMinutes;
  const claims = { accountId: ctx.accountId, conversationId: conversation.id };
  return {
    conversation: await viewConversation(ctx, conversation),
    isNew,
    ...(queuePosition === undefined ? {} : { queuePosition }),
    ...(expectedReplyMinutes === undefined ? {} : { expectedReplyMinutes }),
    ...(open.hours === undefined ? {} : { isWithinBusinessHours: isOpenAt(open.hours, ctx.clock.now()) }),
    resumeToken: await makeResumeToken(ctx.cipher, claims, ctx.clock.now()),
  };
}

async function store(
  ctx: FlowContext,
  tx: Transaction,
  open: OpenInbox,
  input: NewHandoff,
  handoff: HandoffFacts,
  lines: readonly TranscriptLine[],
): Promise<Target> {
  const at = ctx.clock.now();
  const events: DomainFact[] = [];
  const session = await tx.handoffs.findCurrent(open.inbox.id, input.sessionId);
  const target = await findTarget(ctx, tx, open, input, session, events);
  const { conversation, isNew } = target;
  if (target.isRepeat) return target;
  const recorded = recordHandoff(conversation, await linesFor(ctx, tx, conversation, input, lines), {
    assistantId: input.assistantId,
    messageId: () => ctx.ids.next('msg'),
    noteId: () => ctx.ids.next('not'),
    at,
  });
  const next = isNew
    ? recorded.conversation
    : { ...recorded.conversation, version: conversation.version + 1 };
  if (isNew) await tx.conversations.add([next]);
  else await tx.conversations.save([next]);
  ctx.intake.forget([next.customerId]);
  await tx.messages.add(recorded.messages);
  await tx.notes.add(recorded.notes);
  await putSession(tx, session, {
    inboxId: open.inbox.id,
    sessionId: input.sessionId,
    conversationId: next.id,
    handoff,
    handedOffAt: at,
  });
  const assistant: Actor = { type: 'assistant', id: input.assistantId };
  await tell(ctx, tx, [...events, ...recorded.events], assistant);
  return { ...target, conversation: next };
}

async function findTarget(
  ctx: FlowContext,
  tx: Transaction,
  open: OpenInbox,
  input: NewHandoff,
  session: BotSession | undefined,
  events: DomainFact[],
): Promise<Target> {
  if (input.conversationId !== undefined) {
    const [named] = await tx.conversations.findForUpdate([input.conversationId]);
    if (named === undefined) throw new ConversationNotFoundError(input.conversationId);
    if (named.status === 'closed') throw new ConversationClosedError(named.id);
    const isRepeat = session?.conversationId === named.id && named.controller !== 'assistant';
    if (!isRepeat) await noteClaims(ctx, tx, named.customerId, input, events);
    return { conversation: named, isNew: false, isRepeat };
  }
  const [held] = session === undefined ? [] : await tx.conversations.findForUpdate([session.conversationId]);
  if (held !== undefined && isActive(held.status)) {
    const isRepeat = held.controller !== 'assistant';
    if (!isRepeat) await noteClaims(ctx, tx, held.customerId, input, events);
    return { conversation: held, isNew: false, isRepeat };
  }
  const ref = botSessionIdentity(open.inbox.channel, open.inbox.id, input.sessionId);
  const customerId = await botCustomer(ctx, tx, ref, input, events);
  const [latest] = await tx.conversations.latestOf([{ customerId, inboxId: open.inbox.id }]);
  const threading = openOrContinue(latest, open.inbox.reopenWindowMs, ctx.clock.now());
  if (threading.type !== 'start')
    return { conversation: threading.conversation, isNew: false, isRepeat: false };
  const conversation = await newConversation(ctx, tx, open, customerId, input);
  const { id: conversationId, inboxId, number } = conversation;
  events.push({ type: 'conversation.opened', data: { conversationId, customerId, inboxId, number } });
  return { conversation, isNew: true, isRepeat: false };
}

async function newConversation(
  ctx: FlowContext,
  tx: Transaction,
  open: OpenInbox,
  customerId: CustomerId,
  input: NewHandoff,
): Promise<Conversation> {
  const at = ctx.clock.now();
  const subject = cleanLine(input.subject);
  return {
    id: ctx.ids.next('cnv'),
    number: await tx.conversations.takeNumbers(1),
    customerId,
    inboxId: open.inbox.id,
    status: 'open',
    priority: 'normal',
    controller: 'assistant',
    controllerVersion: 1,
    isBotHandoff: true,
    ...(subject === '' ? {} : { subject }),
    lastSeq: 0,
    lastReadSeq: 0,
    unreadCount: 0,
    customerReadSeq: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** What of the transcript is new here. In a thread of ours the chat itself is stored already. */
async function linesFor(
  ctx: FlowContext,
  tx: Transaction,
  conversation: Conversation,
  input: NewHandoff,
  lines: readonly TranscriptLine[],
): Promise<readonly TranscriptLine[]> {
  const at = ctx.clock.now();
  const requestKey = `bot.request.${ctx.ids.next('msg')}`;
  if (input.conversationId !== undefined) {
    const tools = lines.filter(({ role }) => role === 'tool');
    const newest = await tx.messages.list(conversation.id, 'backward', { limit: 20 });
    const told = withRequest([], input.initialMessage, requestKey, at);
    const isThere = newest.items.some(
      ({ direction, content }) => direction === 'inbound' && contentText(content).trim() === told[0]?.text,
    );
    return isThere ? tools : [...tools, ...told];
  }
  const { inboxId } = conversation;
  const refs = lines.flatMap(({ role, key }) =>
    role === 'tool' ? [] : [{ inboxId, providerMessageId: key }],
  );
  const stored = await tx.chat.findByProviderIds(refs);
  const keys = new Set(stored.flatMap(({ providerMessageId }) => providerMessageId ?? []));
  return withRequest(newLines(lines, keys), input.initialMessage, requestKey, at);
}

/** A session that got another conversation keeps what was told about the one before. */
async function putSession(tx: Transaction, before: BotSession | undefined, next: BotSession): Promise<void> {
  if (before !== undefined && before.conversationId !== next.conversationId)
    await tx.handoffs.put({ ...before, endedAt: next.handedOffAt });
  await tx.handoffs.put(next);
}

async function inboxOf(ctx: FlowContext, input: NewHandoff): Promise<OpenInbox> {
  if (input.conversationId === undefined) return chooseInbox(ctx, input.inboxId);
  const { inboxId } = await findConversation(ctx, input.conversationId);
  return openInbox(ctx, inboxId);
}

function isKnownSource(source: string): source is BotSource {
  return (botSources as readonly string[]).includes(source);
}

function factsOf(input: NewHandoff, source: BotSource): HandoffFacts {
  const { assistantId, subject, reason, intent, confidence, summary, locale, pageUrl, metadata } = input;
  return {
    source,
    assistantId,
    subject: cleanLine(subject),
    ...(reason === undefined ? {} : { reason }),
    ...(intent === undefined ? {} : { intent }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(summary === undefined ? {} : { summary }),
    ...(locale === undefined ? {} : { locale }),
    ...(pageUrl === undefined ? {} : { pageUrl }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
