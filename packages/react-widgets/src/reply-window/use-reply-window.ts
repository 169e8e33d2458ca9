import { useConversation } from '../conversations/use-conversation.ts';
import { useNow } from '../provider/use-now.ts';
import { type ReplyWindow, replyWindowOf } from './reply-window.ts';

/**
 * Whether one may write freely in a conversation; counts down by the provider's one clock.
 *
 * @returns `undefined` while the conversation is on its way
 */
export function useReplyWindow(conversationId: string): ReplyWindow | undefined {
  const found = useConversation(conversationId);
  const now = useNow();
  if (found.status !== 'ready' || now === undefined) return undefined;
  return replyWindowOf(found.conversation, new Date(now));
}
