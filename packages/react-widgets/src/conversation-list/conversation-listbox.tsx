import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { ConversationListState } from '../client/support-client.ts';
import type { ConversationsActions } from '../conversations/use-conversations.ts';
import { useSlots } from '../inbox/slots.ts';
import { useSupport } from '../provider/support-context.ts';
import { warnInDevelopment } from '../provider/warn-in-development.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { useCursor } from './use-cursor.ts';
import { useFreeze } from './use-freeze.ts';
import { useRowWindow } from './use-row-window.ts';

/** Props of {@link ConversationListbox}. */
export interface ConversationListboxProps {
  readonly label: string;
  readonly list: ConversationListState & ConversationsActions;
  /** How many there are in all, where it is known. */
  readonly total: number | undefined;
  readonly selectedId: string | undefined;
  readonly onSelect: (conversationId: string) => void;
  /** Who to name in a row. */
  readonly assigneeNameOf: (assigneeId: string | null) => string | undefined;
}

/**
 * The rows as a listbox: virtual, one tab stop, with a cursor by id that outlives re-ordering. While the pointer or focus is
 * in it, rows keep their place.
 */
export function ConversationListbox(props: ConversationListboxProps): ReactNode {
  const { label, list, total, selectedId, onSelect, assigneeNameOf } = props;
  const { items, hasMore, isLoadingMore, loadMore } = list;
  const { ConversationRow } = useSlots();
  const { density = 'comfortable' } = useSupport().appearance;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = density === 'compact' ? 64 : 84;
  const freeze = useFreeze(list.setFrozen);
  const cursor = useCursor(items, selectedId);
  const virtualizer = useRowWindow(scroller, items.length, rowHeight);

  useEffect(() => {
    if ((scroller.current?.clientHeight ?? 0) < window.innerHeight) return;
    warnInDevelopment(
      'The list of conversations is as high as the window: give the box it stands in a height.',
    );
  }, []);

  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - 40) loadMore();
  }, [last, items.length, hasMore, isLoadingMore, loadMore]);

  const move = (step: number): void => {
    const index = cursor.move(step);
    if (index !== undefined) virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const open = (): void => {
    if (items.some((item) => item.id === cursor.id)) onSelect(cursor.id as string);
  };
  useShortcut('conversation.next', () => move(1));
  useShortcut('conversation.previous', () => move(-1));
  useShortcut('conversation.open', open);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' || event.key === ' ') open();
    else return;
    event.preventDefault();
  };
  const isShown = shown.some(({ index }) => items[index]?.id === cursor.id);
  return (
    <div
      ref={scroller}
      data-part="scroller"
      role="listbox"
      aria-label={label}
      aria-busy={isLoadingMore}
      tabIndex={0}
      {...(cursor.id !== undefined && isShown ? { 'aria-activedescendant': `${id}${cursor.id}` } : {})}
      onKeyDown={onKeyDown}
      onPointerEnter={(event: PointerEvent) => event.pointerType === 'mouse' && freeze.onEnter()}
      onPointerLeave={freeze.onLeave}
      onFocus={freeze.onFocus}
      onBlur={freeze.onBlur}
    >
      <div data-part="sizer" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start, size }) => {
          const conversation = items[index];
          if (conversation === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the listbox's, which has focus.
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox has focus and points here.
            <div
              key={conversation.id}
              id={`${id}${conversation.id}`}
              role="option"
              aria-selected={conversation.id === selectedId}
              aria-setsize={hasMore ? (total ?? -1) : items.length}
              aria-posinset={index + 1}
              data-part="row"
              data-conversation={conversation.id}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onClick={() => {
                cursor.set(conversation.id);
                onSelect(conversation.id);
              }}
            >
              <ConversationRow
                conversation={conversation}
                isSelected={conversation.id === selectedId}
                isActive={conversation.id === cursor.id}
                assigneeName={assigneeNameOf(conversation.assigneeId)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
