import type { Virtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback } from 'react';
import type { ThreadRow } from './thread-rows.ts';

const inside = 'a[href],button:not(:disabled),audio,video[controls],summary';

/** Keys of the thread: it is one tab stop. @param activeIndex the row that has focus, which stays drawn */
export function useLogKeys(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly ThreadRow[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  activeIndex: number | undefined,
  setActive: (index: number | undefined) => void,
): {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  /** Moves focus to a row, which is drawn first and, unless it is being scrolled to, scrolled to. */
  readonly focusRow: (index: number, isUnderWay?: boolean) => void;
} {
  const focusRow = useCallback(
    (index: number, isUnderWay = false) => {
      setActive(index);
      if (!isUnderWay) virtualizer.scrollToIndex(index, { align: 'auto' });
      // The row may have to be drawn first.
      requestAnimationFrame(() => {
        const row = scroller.current?.querySelector(`[data-index="${index}"] article`);
        if (row instanceof HTMLElement) row.focus({ preventScroll: true });
      });
    },
    [scroller, virtualizer, setActive],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const article = target.closest('article');
      const isDeep = article !== null && target !== article;
      if (isDeep) {
        if (event.key === 'Escape') {
          event.preventDefault();
          article.focus({ preventScroll: true });
        } else if (event.key === 'Tab') {
          const all = [...article.querySelectorAll<HTMLElement>(inside)];
          const next = all[all.indexOf(target) + (event.shiftKey ? -1 : 1)];
          if (next !== undefined) {
            event.preventDefault();
            next.focus();
          }
        }
        return;
      }
      if (event.key === 'Enter' && article !== null) {
        event.preventDefault();
        article.querySelector<HTMLElement>(inside)?.focus();
        return;
      }
      if (event.key === 'Escape' && article !== null) {
        event.preventDefault();
        event.stopPropagation();
        scroller.current?.focus({ preventScroll: true });
        return;
      }
      const to = nextIndex(event.key, activeIndex, rows);
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      focusRow(to);
    },
    [activeIndex, rows, focusRow, scroller],
  );

  const onBlur = useCallback(
    (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setActive(undefined);
    },
    [setActive],
  );
  return { onKeyDown, onBlur, focusRow };
}

/** Which row an arrow, Home or End leads to; days and markers are passed over. */
export function nextIndex(
  key: string,
  active: number | undefined,
  rows: readonly Pick<ThreadRow, 'kind'>[],
): number | undefined {
  const isStop = (index: number): boolean => rows[index]?.kind === 'written';
  const walk = (from: number, step: 1 | -1): number | undefined => {
    for (let index = from; index >= 0 && index < rows.length; index += step) if (isStop(index)) return index;
    return undefined;
  };
  switch (key) {
    case 'ArrowUp':
      return walk(active === undefined ? rows.length - 1 : active - 1, -1);
    case 'ArrowDown':
      return active === undefined ? walk(rows.length - 1, -1) : walk(active + 1, 1);
    case 'Home':
      return walk(0, 1);
    case 'End':
      return walk(rows.length - 1, -1);
    default:
      return undefined;
  }
}
