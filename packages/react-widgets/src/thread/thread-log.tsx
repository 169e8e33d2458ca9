import { ArrowDown } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { OutboxItem, ThreadState } from '../client/support-client.ts';
import { isNamed } from '../client/thread-window.ts';
import type { Conversation, Message as WireMessage } from '../client/wire-types.ts';
import { useOutbox } from '../connection/use-outbox.ts';
import { Icon } from '../icons/icon.tsx';
import { MediaViewer } from '../media/media-viewer.tsx';
import { MessageContext, type MessageSurroundings } from '../message/message-context.ts';
import { useAgents } from '../presence/use-agents.ts';
import { useMe } from '../presence/use-me.ts';
import { useTyping } from '../presence/use-typing.ts';
import { useSupport } from '../provider/support-context.ts';
import { ThreadRowView } from './thread-row-view.tsx';
import { threadRows } from './thread-rows.ts';
import { type JumpTarget, useJump } from './use-jump.ts';
import { useLogKeys } from './use-log-keys.ts';
import type { ThreadActions } from './use-messages.ts';
import { useThreadAnnouncements } from './use-thread-announcements.ts';
import { useThreadScroll } from './use-thread-scroll.ts';

/** Props of {@link ThreadLog}. */
export interface ThreadLogProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly conversation: Conversation;
  readonly thread: ThreadState & ThreadActions;
  readonly onEdit: (item: OutboxItem) => void;
  readonly onReply: ((message: WireMessage) => void) | undefined;
  readonly target: JumpTarget | undefined;
}

/**
 * The loaded thread. One tab stop: arrows move between messages, Enter goes into one, Escape comes out. What is new is said
 * by the announcer, so the log itself is silent.
 */
export function ThreadLog({
  scroller,
  conversation,
  thread,
  onEdit,
  onReply,
  target,
}: ThreadLogProps): ReactNode {
  const part = useParts();
  const { t, times } = useSupport();
  const { items, firstUnreadKey, hasOlder } = thread;
  const [activeIndex, setActive] = useState<number>();
  const [openMediaId, setOpenMedia] = useState<string>();
  const rows = useMemo(
    () => threadRows(items, { dayKey: times.dayKey, firstUnreadKey, hasOlder }),
    [items, times, firstUnreadKey, hasOlder],
  );
  const scroll = useThreadScroll(scroller, rows, thread, activeIndex);
  const { virtualizer, newCount, toEnd, toKey } = scroll;
  const jump = useJump(thread, toKey, target);
  const isFocusMoving = useRef(false);
  const surroundings = useSurroundings(conversation, items, {
    onEdit,
    onReply,
    openMedia: setOpenMedia,
    jump: useCallback(
      (messageId) => {
        isFocusMoving.current = scroller.current?.contains(document.activeElement) === true;
        return jump.to(messageId);
      },
      [scroller, jump.to],
    ),
  });
  const keys = useLogKeys(scroller, rows, virtualizer, activeIndex, setActive);
  // Who followed a quote goes on reading where it leads; for others focus stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each arrival.
  useEffect(() => {
    if (jump.landedKey === undefined || !isFocusMoving.current) return;
    isFocusMoving.current = false;
    keys.focusRow(
      rows.findIndex(({ key }) => key === jump.landedKey),
      true,
    );
  }, [jump.landedKey]);
  const typing = useTyping(conversation.id).filter(({ type }) => type === 'customer');
  useThreadAnnouncements(items, conversation);
  const name = conversation.customerName ?? t('customer.unnamed');

  return (
    <MessageContext.Provider value={surroundings}>
      <div {...part('thread', { end: scroll.isAtEnd })}>
        <div
          ref={scroller}
          data-part="scroller"
          role="log"
          aria-live="off"
          aria-busy={thread.isLoadingOlder || thread.isLoadingNewer}
          aria-label={t('thread.label', { name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
          tabIndex={0}
          onKeyDown={keys.onKeyDown}
          onBlur={keys.onBlur}
        >
          <div data-part="sizer" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-part="row"
                  data-index={index}
                  data-key={row.key}
                  {...(row.key === jump.landedKey ? { 'data-landed': '' } : {})}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <ThreadRowView row={row} />
                </div>
              );
            })}
          </div>
        </div>
        {thread.isLoadingOlder && <div data-part="loading-older">{t('thread.loadingOlder')}</div>}
        {typing.length > 0 && (
          <div {...part('typing')}>
            <span data-part="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t('typing.one', { name })}
          </div>
        )}
        {!scroll.isAtEnd && (
          <button type="button" {...part('thread-pill', { new: newCount > 0 })} onClick={toEnd}>
            <Icon of={ArrowDown} />
            {newCount > 0 ? t('thread.new', { count: newCount }) : t('thread.toEnd')}
          </button>
        )}
        {openMediaId !== undefined && (
          <MediaViewer
            conversationId={conversation.id}
            items={items}
            messageId={openMediaId}
            onChange={setOpenMedia}
            onClose={() => setOpenMedia(undefined)}
          />
        )}
      </div>
    </MessageContext.Provider>
  );
}

interface Doing {
  readonly onEdit: (item: OutboxItem) => void;
  readonly onReply: ((message: WireMessage) => void) | undefined;
  readonly openMedia: (messageId: string) => void;
  readonly jump: (messageId: string) => Promise<boolean>;
}

function useSurroundings(
  conversation: Conversation,
  items: ThreadState['items'],
  { onEdit, onReply, openMedia, jump }: Doing,
): MessageSurroundings {
  const agents = useAgents();
  const me = useMe();
  const outbox = useOutbox();
  const names = useMemo(
    () =>
      new Map((agents.status === 'ready' ? agents.items : []).map(({ id, name }) => [id as string, name])),
    [agents],
  );
  const quoted = useCallback(
    (providerMessageId: string) => {
      const isQuoted = isNamed(providerMessageId);
      const found = items.find((item) => item.kind === 'message' && isQuoted(item.message));
      return found?.kind === 'message' ? found.message : undefined;
    },
    [items],
  );
  const { retry, edit, discard } = outbox;
  return useMemo(
    () => ({
      conversationId: conversation.id,
      customerName: conversation.customerName ?? undefined,
      myAgentId: me.status === 'ready' ? me.agent.id : undefined,
      nameOfAgent: (id) => names.get(id),
      quoted,
      openMedia,
      jumpTo: jump,
      reply: onReply,
      retry: ({ clientMessageId }) => retry(clientMessageId),
      edit: ({ clientMessageId }) => {
        const item = edit(clientMessageId);
        if (item !== undefined) onEdit(item);
      },
      discard: ({ clientMessageId }) => discard(clientMessageId),
    }),
    [
      conversation.id,
      conversation.customerName,
      me,
      names,
      quoted,
      openMedia,
      jump,
      onReply,
      retry,
      edit,
      discard,
      onEdit,
    ],
  );
}
