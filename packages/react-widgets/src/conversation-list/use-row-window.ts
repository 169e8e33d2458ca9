import { elementScroll, observeElementRect, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

type RowWindow = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** Drawn before and after those in sight, once the first ones were painted. */
const overscan = 6;

/**
 * The rows in sight, of rows of one height. Made for a quick first paint: the rows come with the first commit, as many as
 * the window could show, and nothing makes the browser lay the page out before it paints.
 *
 * @param rowHeight - In px.
 */
export function useRowWindow(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [isPainted, setPainted] = useState(false);
  const hasBegun = useRef(false);
  const scrollTo = useCallback<typeof elementScroll<HTMLDivElement>>((offset, options, instance) => {
    // The library scrolls a new list to where it is; at the top that would only make the browser lay it out.
    const isNeeded = hasBegun.current || offset !== 0;
    hasBegun.current = true;
    if (isNeeded) elementScroll(offset, options, instance);
  }, []);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    // Rows of one height need no keys here: an order that changes changes nothing of where rows stand.
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: isPainted ? overscan : 0,
    useFlushSync: false,
    initialRect: largestRect(),
    observeElementRect: observeRect,
    scrollToFn: scrollTo,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are those of the density.
  useEffect(() => {
    if (isPainted) virtualizer.measure();
  }, [rowHeight]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPainted(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return virtualizer;
}

/** No list shows more than the window does. A server draws no rows, so both sides agree. */
function largestRect(): { readonly width: number; readonly height: number } {
  return typeof window === 'undefined' ? { width: 0, height: 0 } : { width: 0, height: window.innerHeight };
}

/** As the library's own, without asking for the size at once: the observer tells it before the first paint. */
function observeRect(
  instance: RowWindow,
  tell: (rect: { readonly width: number; readonly height: number }) => void,
): undefined | (() => void) {
  const { scrollElement, targetWindow } = instance;
  if (scrollElement === null || targetWindow?.ResizeObserver === undefined)
    return observeElementRect(instance, tell);
  const observer = new targetWindow.ResizeObserver(() => {
    tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight });
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
