/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { TypingNotice } from '../chat-client/chat-state.ts';
import type { ChatConversation, ChatInbox } from '../chat-client/chat-types.ts';
import { textOf } from '../chat-client/message-text.ts';
import type { OutboxItem } from '../chat-client/outbox.ts';
import type { ChatThread } from '../chat-client/thread-merge.ts';
import { MessageBubble, UnsentBubble } from './bubble.tsx';
import { useChatContext } from './chat-context.ts';
import { ChoiceList } from './choice-list.tsx';
import { Icon } from './icon.tsx';
import { threadRows } from './thread-rows.ts';
import { ThreadStatus } from './thread-status.tsx';
import { useScrollAnchor } from './use-scroll-anchor.ts';

const loadOlderPx = 120;

/** One conversation, or the empty beginning of one. */
export function Thread({
  conversation,
  thread,
  outbox,
  inbox,
  typing,
  isAway,
  isUnknown,
  isVisible,
  onEdit,
}: {
  readonly conversation: ChatConversation | undefined;
  readonly thread: ChatThread | undefined;
  readonly outbox: readonly OutboxItem[];
  readonly inbox: ChatInbox | null;
  readonly typing: TypingNotice | undefined;
  readonly isAway: boolean;
  /** Whether the inbox is still on its way. */
  readonly isUnknown: boolean;
  /** Whether somebody can see it: only then what is at the end counts as read. */
  readonly isVisible: boolean;
  readonly onEdit: (text: string) => void;
}) {
  const { client, words } = useChatContext();
  const box = useRef<HTMLDivElement>(null);
  const messages = thread?.messages;
  const isFromStart = thread?.hasOlder !== true;
  const rows = useMemo(
    () => threadRows(messages ?? [], outbox, isFromStart),
    [messages, outbox, isFromStart],
  );
  const id = conversation?.id;
  const { isAtEnd, toEnd, onScroll } = useScrollAnchor(box, rows, id ?? '');
  const unread = conversation?.unreadCount ?? 0;

  useEffect(() => {
    if (id !== undefined && isVisible && isAtEnd && thread?.status === 'ready') client.markSeen(id);
  }, [client, id, isVisible, isAtEnd, thread]);

  // What was just written is always in sight.
  const newest = outbox.at(-1)?.clientMessageId;
  useEffect(() => {
    if (newest !== undefined) toEnd();
  }, [newest, toEnd]);

  const scrolled = useCallback((): void => {
    onScroll();
    const element = box.current;
    if (element !== null && id !== undefined && element.scrollTop < loadOlderPx) client.loadOlder(id);
  }, [client, id, onScroll]);

  const isLoading = id !== undefined && (thread === undefined || thread.status === 'loading');
  const isOver = conversation?.status === 'closed';
  const readUpTo = conversation?.agentReadSeq ?? 0;

  return (
    <div class="thread">
      <div
        ref={box}
        class="log"
        role="log"
        aria-live="off"
        aria-label={words.text('messages')}
        aria-busy={isLoading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard (WCAG 2.1.1)
        tabIndex={0}
        onScroll={scrolled}
      >
        <div class="rows">
          {isLoading && rows.length === 0 && <Skeleton />}
          {thread?.isLoadingOlder === true && <p class="line">{words.text('loading')}</p>}
          {thread?.status === 'error' && id !== undefined && (
            <div class="state">
              <p>{words.text('loadFailed')}</p>
              <button type="button" class="button" onClick={() => client.openThread(id)}>
                {words.text('tryAgain')}
              </button>
            </div>
          )}
          {!isLoading && isFromStart && !isUnknown && (
            <Greeting inbox={inbox} isEmpty={rows.length === 0} isAway={isAway} />
          )}
          {rows.map((row) => {
            if (row.kind === 'day')
              return (
                <p key={row.key} class="day" data-key={row.key}>
                  <span>{words.day(row.at, new Date())}</span>
                </p>
              );
            if (row.kind === 'joined')
              return (
                <p key={row.key} class="line" data-key={row.key}>
                  {words.text('joined', { name: row.name })}
                </p>
              );
            if (row.kind === 'system')
              return (
                <p key={row.key} class="line" data-key={row.key} dir="auto">
                  {textOf(row.message)}
                </p>
              );
            const { startsGroup, endsGroup } = row;
            return (
              <div key={row.key} class="row" data-key={row.key}>
                {row.kind === 'unsent' ? (
                  <UnsentBubble item={row.item} {...{ startsGroup, endsGroup, onEdit }} />
                ) : (
                  <MessageBubble
                    message={row.message}
                    isRead={row.message.seq <= readUpTo}
                    {...{ startsGroup, endsGroup }}
                  >
                    <ChoiceList
                      message={row.message}
                      messages={messages ?? []}
                      outbox={outbox}
                      isOpen={!isOver}
                      onSent={toEnd}
                    />
                  </MessageBubble>
                )}
              </div>
            );
          })}
          <ThreadStatus conversation={conversation} messages={messages ?? []} typing={typing} />
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" class={unread > 0 ? 'to-end with-text' : 'to-end'} onClick={toEnd}>
          <Icon name="down" size={16} />
          {unread > 0 ? (
            words.plural('newMessages', unread)
          ) : (
            <span class="hidden">{words.text('messages')}</span>
          )}
        </button>
      )}
    </div>
  );
}

function Greeting(props: {
  readonly inbox: ChatInbox | null;
  readonly isEmpty: boolean;
  readonly isAway: boolean;
}) {
  const { words } = useChatContext();
  const greeting = props.inbox?.greeting ?? null;
  if (greeting === null && !props.isEmpty) return null;
  return (
    <div class="row">
      <div class="message theirs starts">
        <p class="author">
          <bdi>{props.inbox?.name ?? words.text('someone')}</bdi>
        </p>
        <div class="bubble">
          <p class="text" dir="auto">
            {greeting ?? words.text('noConversations')}
          </p>
        </div>
        {props.isEmpty && props.isAway && <p class="hint">{words.text('awayHint')}</p>}
      </div>
    </div>
  );
}

function Skeleton() {
  const { words } = useChatContext();
  return (
    <div class="skeleton">
      <span class="hidden">{words.text('loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}
