import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ThreadState } from '../client/support-client.ts';
import { estimateRow } from './estimate-row.ts';
import type { ThreadRow } from './thread-rows.ts';
import { lastSeqOf, unseenAfter } from './unseen-count.ts';
import type { ThreadActions } from './use-messages.ts';

/** Loading begins when this many rows or fewer are left before the reader. */
const loadAhead = 8;
/** This close to the end, in px, counts as there. */
const endThresholdPx = 48;

/** How the thread is scrolled. */
export interface ThreadScroll {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Whether the reader is at the newest message. */
  readonly isAtEnd: boolean;
  /** Messages that came while the reader was elsewhere. */
  readonly newCount: number;
  readonly toEnd: () => void;
  readonly toKey: (key: string) => boolean;
}

/** Virtual rows anchored by key: what is read stays where it is, whatever comes before or after it. */
export function useThreadScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly ThreadRow[],
  thread: ThreadState & ThreadActions,
  activeIndex: number | undefined,
): ThreadScroll {
  const { items, hasOlder, hasNewer, isLoadingOlder, isLoadingNewer } = thread;
  const { loadOlder, loadNewer, jumpToLatest, markSeen } = thread;
  const [isAtEnd, setAtEnd] = useState(true);
  const [isSettled, setSettled] = useState(false);
  const hasBegun = useRef(false);
  const hasRows = rows.length > 0;
  const hadNewer = useRef(hasNewer);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: useCallback((index: number) => estimateRow(rows[index]), [rows]),
    overscan: 6,
    anchorTo: 'end',
    // A page of newer messages that was loaded is not news: the reader goes on where they are.
    followOnAppend: !hasNewer && !hadNewer.current,
    scrollEndThreshold: endThresholdPx,
    paddingStart: 16,
    paddingEnd: 12,
    useFlushSync: false,
    rangeExtractor: useCallback(
      ({
        startIndex,
        endIndex,
        overscan,
        count,
      }: {
        startIndex: number;
        endIndex: number;
        overscan: number;
        count: number;
      }) => {
        const from = Math.max(0, startIndex - overscan);
        const to = Math.min(count - 1, endIndex + overscan);
        const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
        if (activeIndex === undefined || activeIndex >= count) return shown;
        if (activeIndex < from) return [activeIndex, ...shown];
        return activeIndex > to ? [...shown, activeIndex] : shown;
      },
      [activeIndex],
    ),
  });

  // The first sight of the thread: where reading was left, else the end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the first rows are there.
  useLayoutEffect(() => {
    if (hasBegun.current || !hasRows) return undefined;
    hasBegun.current = true;
    const unread = rows.findIndex(({ kind }) => kind === 'unread');
    if (unread >= 0) virtualizer.scrollToIndex(unread, { align: 'start' });
    else virtualizer.scrollToEnd();
    // Rows get their real heights in the next frames; until then nobody has scrolled, and nothing is loaded or seen.
    let frame = 0;
    const settle = (left: number): void => {
      frame = requestAnimationFrame(() => (left === 0 ? setSettled(true) : settle(left - 1)));
    };
    settle(3);
    return () => {
      cancelAnimationFrame(frame);
      hasBegun.current = false;
    };
  }, [hasRows]);

  useEffect(() => {
    hadNewer.current = hasNewer;
  }, [hasNewer]);

  const shown = virtualizer.getVirtualItems();
  const first = shown.find(({ index }) => index !== activeIndex)?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const offset = virtualizer.scrollOffset ?? 0;
  useEffect(() => {
    if (!isSettled) return;
    if (first <= loadAhead && hasOlder && !isLoadingOlder && offset < 1200) loadOlder();
    if (last >= rows.length - loadAhead && hasNewer && !isLoadingNewer) loadNewer();
  }, [
    isSettled,
    first,
    last,
    offset,
    rows.length,
    hasOlder,
    hasNewer,
    isLoadingOlder,
    isLoadingNewer,
    loadOlder,
    loadNewer,
  ]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const check = (): void => {
      const left = element.scrollHeight - element.clientHeight - element.scrollTop;
      setAtEnd(left <= endThresholdPx);
    };
    check();
    element.addEventListener('scroll', check, { passive: true });
    return () => element.removeEventListener('scroll', check);
  }, [scroller]);

  const isAtLatest = isSettled && isAtEnd && !hasNewer;
  const seenKey = useRef<string>(undefined);
  const lastKey = items.at(-1)?.key;
  if (isAtLatest || seenKey.current === undefined) seenKey.current = lastKey;
  useSeen(isAtLatest, lastSeqOf(items), markSeen);

  // What one writes oneself is always shown.
  const lastItem = items.at(-1);
  const ownKey = lastItem?.kind === 'unsent' ? lastItem.key : undefined;
  const toEnd = useCallback(() => {
    if (hadNewer.current) void jumpToLatest().then(() => virtualizer.scrollToEnd());
    else virtualizer.scrollToEnd();
  }, [virtualizer, jumpToLatest]);
  useEffect(() => {
    if (ownKey !== undefined) toEnd();
  }, [ownKey, toEnd]);

  const toKey = useCallback(
    (key: string) => {
      const index = rows.findIndex((row) => row.key === key);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
      return index >= 0;
    },
    [rows, virtualizer],
  );
  return {
    virtualizer,
    isAtEnd: isAtLatest || !isSettled,
    newCount: isAtLatest ? 0 : unseenAfter(items, seenKey.current),
    toEnd,
    toKey,
  };
}

/** Says what was seen while the end of the thread is in sight and the page is. */
function useSeen(isAtLatest: boolean, seq: number | undefined, markSeen: (seq: number) => void): void {
  useEffect(() => {
    if (!isAtLatest || seq === undefined) return undefined;
    const mark = (): void => {
      if (!document.hidden) markSeen(seq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [isAtLatest, seq, markSeen]);
}
