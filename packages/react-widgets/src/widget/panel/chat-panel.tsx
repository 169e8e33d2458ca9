/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ChatState, currentConversation } from '../chat-client/chat-state.ts';
import { AwayForm, type AwayFormHandle } from './away-form.tsx';
import { useChatContext, useChatState } from './chat-context.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { ConversationList } from './conversation-list.tsx';
import { LiveRegion } from './live-region.tsx';
import { Notice } from './notice.tsx';
import { PanelHeader } from './panel-header.tsx';
import { Thread } from './thread.tsx';
import type { PickedFile } from './use-picked-files.ts';

type View =
  /** The conversation that goes on, or a new one. */
  | { readonly name: 'current' }
  | { readonly name: 'thread'; readonly id: string }
  | { readonly name: 'new' }
  | { readonly name: 'list' };

/** Everything in the window. */
export function ChatPanel({
  isVisible,
  composer,
  onClose,
}: {
  /** Whether it is open in a tab that is in front. */
  readonly isVisible: boolean;
  readonly composer: RefObject<ComposerHandle | null>;
  readonly onClose: () => void;
}) {
  const { client, words } = useChatContext();
  const state = useChatState();
  const [view, setView] = useState<View>({ name: 'current' });
  const draft = useRef('');
  const files = useRef<readonly PickedFile[]>([]);
  const awayForm = useRef<AwayFormHandle>(null);
  const id = shownConversation(state, view);
  // A conversation that ends while it is looked at stays in sight.
  useEffect(() => {
    if (id !== undefined && (view.name === 'current' || view.name === 'new')) setView({ name: 'thread', id });
  }, [id, view]);
  useEffect(() => {
    if (id !== undefined && isVisible) client.openThread(id);
  }, [client, id, isVisible]);
  // Signed out, or somebody else: whatever was looked at is gone.
  const isGone =
    view.name === 'thread' && !state.conversations.some((conversation) => conversation.id === view.id);
  useEffect(() => {
    if (isGone) setView({ name: 'current' });
  }, [isGone]);

  const conversation = state.conversations.find((one) => one.id === id);
  const isAway = state.inbox?.isOpen === false || state.isStaffed === false;
  const isOver = conversation?.status === 'closed';
  const isBarred =
    state.connection.status === 'unauthorized' ||
    (state.inbox?.allowsAnonymous === false && !state.isIdentified && state.connection.status === 'idle');
  const asksContact =
    !isBarred &&
    (state.contact !== null ||
      (isAway && state.hasEmail !== true && conversation?.talkingTo !== 'assistant'));
  const hasMany = state.conversations.length > 1 || conversation?.status === 'resolved' || isOver;
  const startNew =
    currentConversation(state) === undefined ? (): void => setView({ name: 'new' }) : undefined;

  return (
    <>
      {view.name === 'list' ? (
        <>
          <PanelHeader
            state={state}
            conversation={undefined}
            title={words.text('conversations')}
            onClose={onClose}
          />
          <ConversationList
            conversations={state.conversations}
            onOpen={(chosen) => setView({ name: 'thread', id: chosen })}
            onNew={startNew}
          />
        </>
      ) : (
        <>
          <PanelHeader
            state={state}
            conversation={conversation}
            onBack={hasMany ? () => setView({ name: 'list' }) : undefined}
            onClose={onClose}
          />
          <Thread
            conversation={conversation}
            thread={id === undefined ? undefined : state.threads[id]}
            outbox={outboxOf(state, id)}
            inbox={state.inbox}
            typing={id === undefined ? undefined : state.typing[id]}
            isAway={isAway}
            isUnknown={state.inbox === null && !state.inboxFailed}
            isVisible={isVisible}
            onEdit={(text) => composer.current?.restore(text)}
          />
          <Notice state={state} />
          {isOver ? (
            <div class="over-bar">
              <button type="button" class="button" onClick={startNew ?? (() => setView({ name: 'current' }))}>
                {words.text('newConversation')}
              </button>
            </div>
          ) : (
            <>
              {asksContact && <AwayForm handle={awayForm} contact={state.contact} />}
              <Composer
                handle={composer}
                draft={draft}
                files={files}
                limits={state.inbox?.files ?? null}
                conversationId={id}
                isDisabled={isBarred}
                beforeSend={() => awayForm.current?.takeAlong() ?? true}
              />
            </>
          )}
        </>
      )}
      <LiveRegion state={state} conversationId={isVisible ? id : undefined} />
    </>
  );
}

function shownConversation(state: ChatState, view: View): string | undefined {
  if (view.name === 'thread') return view.id;
  if (view.name === 'list') return undefined;
  const current = currentConversation(state);
  if (current !== undefined || view.name === 'new') return current?.id;
  // Nothing goes on: the last one can be taken up again, unless it is closed for good.
  const [newest] = state.conversations;
  return newest?.status === 'resolved' ? newest.id : undefined;
}

/** What waits for this conversation; what was written before there was one belongs to the one that goes on. */
function outboxOf(state: ChatState, id: string | undefined): ChatState['outbox'] {
  // Loaded without a network: which conversations there are is not known yet, what was written is.
  if (id === undefined && state.conversations.length === 0) return state.outbox;
  const current = currentConversation(state)?.id;
  return state.outbox.filter((item) =>
    item.conversationId === undefined ? id === undefined || id === current : item.conversationId === id,
  );
}
