import type { Conversation } from '../client/wire-types.ts';
import type { ComposerMode } from '../provider/composer-modes.ts';
import type { ReplyWindow } from '../reply-window/reply-window.ts';

/** Why nothing can be written here now. */
export interface ComposerBlock {
  readonly code: 'window_closed' | 'conversation_closed';
}

/** Whether something stands against writing; notes are always possible. */
export function composerBlock(
  mode: ComposerMode,
  conversation: Pick<Conversation, 'status'> | undefined,
  replyWindow: ReplyWindow | undefined,
): ComposerBlock | undefined {
  if (mode === 'note' || conversation === undefined) return undefined;
  if (conversation.status === 'closed') return { code: 'conversation_closed' };
  return replyWindow?.state === 'closed' ? { code: 'window_closed' } : undefined;
}
