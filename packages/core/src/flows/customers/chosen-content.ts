import type { CustomerContent } from '../../chat/customer-desk.ts';
import { ConversationNotFoundError } from '../../conversations/conversation-errors.ts';
import type { MessageContext } from '../../messages/message.ts';
import type { InteractiveContent, MessageContent } from '../../messages/message-content.ts';
import { InvalidContentError } from '../../messages/message-errors.ts';
import { customerFileContent } from '../media/send-own-files.ts';
import { findOwn } from './own-conversation.ts';
import type { CustomerContext, Writer } from './who-writes.ts';

/**
 * What a customer says as content of a message; a choice is looked up in the message that offered it, a file among those
 * they have uploaded.
 * @throws {InvalidContentError}
 */
export async function chosenContent(
  ctx: CustomerContext,
  { customerId, identities }: Writer,
  said: CustomerContent,
): Promise<{ readonly content: MessageContent; readonly context: MessageContext }> {
  if (said.type === 'text') {
    if (said.text.trim() === '') throw new InvalidContentError('text must not be empty.', { field: 'text' });
    return { content: { type: 'text', text: said.text }, context: {} };
  }
  if (said.type === 'file') {
    const [file] = await ctx.db.media.find([said.mediaId]);
    const sender = { type: 'customer', inboxId: ctx.open.inbox.id, identities } as const;
    return { content: customerFileContent(file, sender, said.caption), context: {} };
  }
  const [offer] = await ctx.db.messages.find([said.messageId]);
  const isOwn =
    offer?.direction === 'outbound' &&
    offer.deletedAt === undefined &&
    (await findOwn(ctx, customerId, offer.conversationId).catch(whereNotFound)) !== undefined;
  const interactive = isOwn && offer.content.type === 'interactive' ? offer.content.interactive : undefined;
  const reply = interactive === undefined ? undefined : replyOf(interactive, said.choiceId);
  if (offer === undefined || reply === undefined) {
    throw new InvalidContentError('There is no such choice in a message of this customer.', {
      field: 'choiceId',
    });
  }
  const replyToProviderMessageId = offer.providerMessageId ?? offer.id;
  return {
    content: { type: 'interactive', interactive: reply },
    context: { replyToProviderMessageId },
  };
}

function replyOf(offer: InteractiveContent, choiceId: string): InteractiveContent | undefined {
  if (offer.kind === 'buttons') {
    const button = offer.buttons.find(({ id }) => id === choiceId);
    return button === undefined ? undefined : { kind: 'button_reply', id: button.id, title: button.title };
  }
  if (offer.kind !== 'list') return undefined;
  const row = offer.sections.flatMap(({ rows }) => rows).find(({ id }) => id === choiceId);
  return row === undefined ? undefined : { kind: 'list_reply', ...row };
}

function whereNotFound(error: unknown): undefined {
  if (error instanceof ConversationNotFoundError) return undefined;
  throw error;
}
