'use client';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { AssignmentNotice } from '../assignment/assignment-notice.tsx';
import { useAssignment } from '../assignment/use-assignment.ts';
import type { OutboxItem } from '../client/support-client.ts';
import type { Conversation, Message } from '../client/wire-types.ts';
import { Composer, type ComposerHandle } from '../composer/composer.tsx';
import type { TemplateOption } from '../composer/template-option.ts';
import { useT } from '../i18n/use-t.ts';
import { ErrorNotice } from '../inbox/error-notice.tsx';
import { PaneBoundary } from '../inbox/pane-boundary.tsx';
import { CollisionBar } from '../presence/collision-bar.tsx';
import { useViewing } from '../presence/use-viewers.ts';
import { ThreadSkeleton } from '../thread/thread-skeleton.tsx';
import { Thread } from '../thread/thread-view.tsx';
import type { JumpTarget } from '../thread/use-jump.ts';
import { ConversationHeader } from './conversation-header.tsx';
import { useConversation } from './use-conversation.ts';
import { useConversationActions } from './use-conversation-actions.ts';

/** Props of {@link ConversationPane}. */
export interface ConversationPaneProps {
  readonly conversationId: string;
  /** A message to open it at. @defaultValue the first unread one, else the newest */
  readonly messageId?: string | undefined;
  readonly templates?: readonly TemplateOption[];
  readonly onBack: () => void;
  readonly onToggleContext: () => void;
  /** Called when the conversation was resolved and the next one is wanted. */
  readonly onNext: () => void;
}

/** One conversation: header, who else is here, thread and composer. */
export function ConversationPane(props: ConversationPaneProps): ReactNode {
  const part = useParts();
  const t = useT();
  const found = useConversation(props.conversationId);
  useViewing(props.conversationId);
  if (found.status === 'ready') return <OpenConversation {...props} conversation={found.conversation} />;
  return (
    <section {...part('conversation-pane', { state: found.status })} aria-label={t('conversation.label')}>
      {found.status === 'loading' ? (
        <>
          <header {...part('conversation-header')} aria-busy="true" />
          <ThreadSkeleton />
        </>
      ) : (
        <ErrorNotice title={t('conversation.failed')} error={found.error} onRetry={found.retry} />
      )}
    </section>
  );
}

function OpenConversation(props: ConversationPaneProps & { readonly conversation: Conversation }): ReactNode {
  const { conversation, templates, onBack, onToggleContext, onNext } = props;
  const part = useParts();
  const t = useT();
  const { id } = conversation;
  const actions = useConversationActions(id);
  const assignment = useAssignment(id);
  const composer = useRef<ComposerHandle>(null);
  const resolveAndNext = (): void => void actions.resolve().then((isDone) => isDone && onNext());
  const onEdit = useCallback((item: OutboxItem) => composer.current?.edit(item), []);
  const onReply = useCallback((message: Message) => composer.current?.reply(message), []);
  const [target, setTarget] = useState(targetOf(props.messageId));
  const [known, setKnown] = useState(props.messageId);
  if (known !== props.messageId) {
    setKnown(props.messageId);
    setTarget(targetOf(props.messageId));
  }
  const showMessage = useCallback((messageId: string) => setTarget({ messageId }), []);
  return (
    <section {...part('conversation-pane', { state: 'ready' })} aria-label={t('conversation.label')}>
      <ConversationHeader
        conversation={conversation}
        actions={actions}
        assignment={assignment}
        onBack={onBack}
        onToggleContext={onToggleContext}
        onResolveAndNext={resolveAndNext}
      />
      <AssignmentNotice assignment={assignment} />
      <CollisionBar conversationId={id} />
      <PaneBoundary key={`thread ${id}`}>
        <Thread
          conversation={conversation}
          onEdit={onEdit}
          target={target}
          {...(conversation.status === 'closed' ? {} : { onReply })}
        />
      </PaneBoundary>
      <PaneBoundary key={`composer ${id}`}>
        <Composer
          key={id}
          conversation={conversation}
          handle={composer}
          onSendAndResolve={resolveAndNext}
          onShowMessage={showMessage}
          {...(templates === undefined ? {} : { templates })}
        />
      </PaneBoundary>
    </section>
  );
}

function targetOf(messageId: string | undefined): JumpTarget | undefined {
  return messageId === undefined ? undefined : { messageId };
}
