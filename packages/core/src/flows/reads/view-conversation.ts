import type { Conversation } from '../../conversations/conversation.ts';
import { ConversationNotFoundError } from '../../conversations/conversation-errors.ts';
import type { ConversationView } from '../../conversations/conversation-view.ts';
import type { ConversationId, InboxId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import { InboxNotFoundError } from '../../inboxes/inbox-errors.ts';
import { serviceWindow } from '../../messages/service-window.ts';
import type { FlowContext } from '../flow-context.ts';

/** Adds what follows from the moment of asking. */
export async function viewConversation(
  ctx: FlowContext,
  conversation: Conversation,
): Promise<ConversationView> {
  return view(ctx, conversation, await openInbox(ctx, conversation.inboxId));
}

/** {@link viewConversation} for many, in their order: at most one read for all their inboxes. */
export async function viewConversations(
  ctx: FlowContext,
  conversations: readonly Conversation[],
): Promise<readonly ConversationView[]> {
  const inboxes = await openInboxes(ctx, new Set(conversations.map(({ inboxId }) => inboxId)));
  return conversations.map((conversation) => {
    const open = inboxes.get(conversation.inboxId);
    if (open === undefined) throw new InboxNotFoundError(conversation.inboxId);
    return view(ctx, conversation, open);
  });
}

function view(ctx: FlowContext, conversation: Conversation, { channel }: OpenInbox): ConversationView {
  const { serviceWindow: rule } = channel.capabilities;
  const window = serviceWindow(rule, conversation.lastInboundAt, ctx.clock.now());
  return { ...conversation, channel: channel.kind, serviceWindow: window };
}

/** The conversation as stored. @throws {ConversationNotFoundError} */
export async function findConversation(ctx: FlowContext, id: ConversationId): Promise<Conversation> {
  const [conversation] = await ctx.db.conversations.find([id]);
  if (conversation === undefined) throw new ConversationNotFoundError(id);
  return conversation;
}

/**
 * The inbox and its channel, if it is of the caller's account. A read goes through the caller's own data, so it also works
 * inside a transaction and behind the account's wall.
 * @throws {InboxNotFoundError}
 */
export async function openInbox(ctx: FlowContext, id: InboxId): Promise<OpenInbox> {
  const open = (await openInboxes(ctx, new Set([id]))).get(id);
  if (open === undefined) throw new InboxNotFoundError(id);
  return open;
}

/** Those of the account, with one read for all that the process does not know yet. */
async function openInboxes(
  ctx: FlowContext,
  ids: ReadonlySet<InboxId>,
): Promise<ReadonlyMap<InboxId, OpenInbox>> {
  const found = new Map<InboxId, OpenInbox>();
  const unknown: InboxId[] = [];
  for (const id of ids) {
    const known = ctx.directory.known(id);
    if (known !== undefined && known.accountId === ctx.accountId) found.set(id, known);
    else unknown.push(id);
  }
  if (unknown.length === 0) return found;
  const inboxes = await ctx.db.inboxes.find(unknown);
  const hours = new Map(
    (await ctx.db.businessHours.find(inboxes.flatMap(({ businessHoursId }) => businessHoursId ?? []))).map(
      (schedule) => [schedule.id, schedule],
    ),
  );
  for (const inbox of inboxes) {
    const own = inbox.businessHoursId === undefined ? undefined : hours.get(inbox.businessHoursId);
    found.set(inbox.id, await ctx.directory.adopt(ctx.accountId, inbox, own));
  }
  return found;
}
