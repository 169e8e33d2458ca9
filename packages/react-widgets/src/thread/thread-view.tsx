'use client';
import { type ReactNode, useRef } from 'react';
import type { OutboxItem } from '../client/support-client.ts';
import type { Conversation, Message } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { ErrorNotice } from '../inbox/error-notice.tsx';
import { ThreadLog } from './thread-log.tsx';
import { ThreadSkeleton } from './thread-skeleton.tsx';
import type { JumpTarget } from './use-jump.ts';
import { useMessages } from './use-messages.ts';

/** Props of {@link Thread}. */
export interface ThreadProps {
  readonly conversation: Conversation;
  /** Puts a message that failed back into the composer. */
  readonly onEdit: (item: OutboxItem) => void;
  /** Scrolls to a message, loading around it; a new object asks anew. */
  readonly target?: JumpTarget | undefined;
  /** Answers one message; without it messages have no reply button. */
  readonly onReply?: (message: Message) => void;
}

/** The messages of a conversation, with loading, empty and error states. */
export function Thread({ conversation, onEdit, onReply, target }: ThreadProps): ReactNode {
  const t = useT();
  const thread = useMessages(conversation.id);
  const box = useRef<HTMLDivElement>(null);
  if (thread.status === 'error') {
    return <ErrorNotice title={t('thread.failed')} error={thread.error} onRetry={thread.retry} />;
  }
  if (thread.status === 'loading') return <ThreadSkeleton />;
  return (
    <ThreadLog
      key={conversation.id}
      scroller={box}
      conversation={conversation}
      thread={thread}
      onEdit={onEdit}
      onReply={onReply}
      target={target}
    />
  );
}
