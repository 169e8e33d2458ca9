import { InboxNotChosenError } from '../../handoffs/handoff-errors.ts';
import type { InboxId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import type { FlowContext } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';

/**
 * The inbox a chatbot hands over into: the one it names, else the only one that customers reach directly.
 * @throws {InboxNotFoundError | InboxNotChosenError}
 */
export async function chooseInbox(ctx: FlowContext, asked: InboxId | undefined): Promise<OpenInbox> {
  if (asked !== undefined) {
    const named = await openInbox(ctx, asked);
    if (named.channel.customerAccess !== undefined) return named;
  }
  const direct: OpenInbox[] = [];
  for (const { id } of await ctx.db.inboxes.list()) {
    const open = await openInbox(ctx, id);
    if (open.channel.customerAccess !== undefined) direct.push(open);
  }
  const [only] = direct;
  if (asked !== undefined || only === undefined || direct.length > 1)
    throw new InboxNotChosenError(direct.map(({ inbox }) => inbox.id));
  return only;
}
