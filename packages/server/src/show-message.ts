import type { AnswerOf, messageSchema } from '@parley/api-contract';
import type { Desk, InboxId, Message, OutboundMessage, Reaction } from '@parley/core';
import type { InboxFacts } from './api-call.ts';
import { instant } from './instant.ts';
import { loadNames, type Names, showActor } from './show-actor.ts';

/** What is shown with messages and does not stand in them. */
export interface MessageFrame {
  readonly channels: ReadonlyMap<InboxId, string>;
  readonly names: Names;
}

/** Loads names and channels for these messages: one statement each for customers, agents and each inbox not known yet. */
export async function messageFrame(
  desk: Desk,
  inboxFacts: InboxFacts,
  messages: readonly Message[],
): Promise<MessageFrame> {
  const channels = new Map<InboxId, string>();
  for (const inboxId of new Set(messages.map((message) => message.inboxId))) {
    channels.set(inboxId, await inboxFacts.channelOf(desk, inboxId));
  }
  const actors = messages.flatMap((message) => [
    message.sender,
    ...message.reactions.map((reaction) => reaction.by),
  ]);
  return { channels, names: await loadNames(desk, [], actors) };
}

/** A message as the API shows it. */
export function showMessage(message: Message, frame: MessageFrame): AnswerOf<typeof messageSchema> {
  return message.direction === 'outbound'
    ? showOutbound(message, frame)
    : { ...showCommon(message, frame), direction: 'inbound' };
}

function showCommon(message: Message, frame: MessageFrame) {
  return {
    id: message.id,
    conversationId: message.conversationId,
    inboxId: message.inboxId,
    customerId: message.customerId,
    channel: frame.channels.get(message.inboxId) ?? '',
    providerMessageId: message.providerMessageId ?? null,
    seq: message.seq,
    sender: showActor(message.sender, frame.names),
    content: message.content,
    context: message.context,
    reactions: message.reactions.flatMap((reaction) => showReaction(reaction, frame)),
    revisions: message.revisions.map(({ content, until }) => ({ content, until: until.toISOString() })),
    editedAt: instant(message.editedAt),
    deletedAt: instant(message.deletedAt),
    sentAt: message.sentAt.toISOString(),
    createdAt: message.createdAt.toISOString(),
  };
}

/** A message of ours as the API shows it: with how far it got. */
export function showOutbound(message: OutboundMessage, frame: MessageFrame) {
  const { delivery } = message;
  return {
    ...showCommon(message, frame),
    direction: 'outbound' as const,
    status: delivery.status,
    statusTimes: Object.fromEntries(
      Object.entries(delivery.times).flatMap(([status, at]) =>
        at === undefined ? [] : [[status, at.toISOString()]],
      ),
    ),
    error: delivery.error ?? null,
    partlyFailed: delivery.partlyFailed ?? false,
    pricing: delivery.pricing ?? null,
    attempts: delivery.attempts,
    clientMessageId: message.clientMessageId ?? null,
  };
}

/** Reactions that were taken back are kept in storage, but nobody sees them. */
function showReaction(reaction: Reaction, frame: MessageFrame) {
  if (reaction.emoji === undefined) return [];
  return [{ by: showActor(reaction.by, frame.names), emoji: reaction.emoji, at: reaction.at.toISOString() }];
}
