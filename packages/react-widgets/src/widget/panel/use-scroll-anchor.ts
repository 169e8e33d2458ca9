import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const atEndPx = 48;

/** Where a thread is scrolled to. */
export interface ScrollAnchor {
  readonly isAtEnd: boolean;
  toEnd(): void;
  onScroll(): void;
}

/**
 * Keeps a thread where its reader is: at the end it follows what comes; elsewhere the first visible row (by its
 * `data-key`) stays in its place, whatever is put above it.
 * @param rows changes whenever rows were added
 * @param thread another one starts at its end
 */
export function useScrollAnchor(
  box: RefObject<HTMLElement | null>,
  rows: unknown,
  thread: string,
): ScrollAnchor {
  const isFollowing = useRef(true);
  const anchor = useRef<{ readonly key: string; readonly top: number } | null>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const remember = useCallback((): void => {
    const element = box.current;
    if (element === null) return;
    const edge = element.getBoundingClientRect().top;
    anchor.current = null;
    for (const row of element.querySelectorAll<HTMLElement>('[data-key]')) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom <= edge) continue;
      anchor.current = { key: row.dataset['key'] ?? '', top: top - edge };
      break;
    }
  }, [box]);

  const onScroll = useCallback((): void => {
    const element = box.current;
    if (element === null) return;
    isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight <= atEndPx;
    setIsAtEnd(isFollowing.current);
    remember();
  }, [box, remember]);

  const toEnd = useCallback((): void => {
    const element = box.current;
    if (element === null) return;
    isFollowing.current = true;
    element.scrollTop = element.scrollHeight;
    setIsAtEnd(true);
  }, [box]);

  const restore = useCallback((): void => {
    const element = box.current;
    if (element === null) return;
    if (isFollowing.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const held = anchor.current;
    if (held === null) return;
    for (const row of element.querySelectorAll<HTMLElement>('[data-key]')) {
      if (row.dataset['key'] !== held.key) continue;
      const top = row.getBoundingClientRect().top - element.getBoundingClientRect().top;
      if (Math.abs(top - held.top) >= 1) element.scrollTop += top - held.top;
      return;
    }
  }, [box]);

  // Another thread begins at its end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because the thread is another one
  useLayoutEffect(toEnd, [thread, toEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because there are other rows
  useLayoutEffect(() => {
    restore();
    remember();
  }, [rows, restore, remember]);

  // Pictures that load late, the keyboard that opens, text that is zoomed: same rule.
  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (element === null || content === null || content === undefined) return;
    const observer = new ResizeObserver(restore);
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [box, restore]);

  return { isAtEnd, toEnd, onScroll };
}
