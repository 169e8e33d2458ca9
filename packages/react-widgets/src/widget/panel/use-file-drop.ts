import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Takes files that are dropped anywhere on the window of the chat. Returns whether some are held over it.
 * @param inside any element of the window
 * @param onDrop undefined = files are not taken
 */
export function useFileDrop(
  inside: RefObject<HTMLElement | null>,
  onDrop: ((files: readonly File[]) => void) | undefined,
): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const target = inside.current?.closest<HTMLElement>('.panel');
    if (target === null || target === undefined) return;
    const taken = (event: DragEvent): boolean => {
      const isTaken = latest.current !== undefined && event.dataTransfer?.types.includes('Files') === true;
      if (isTaken) event.preventDefault();
      return isTaken;
    };
    const over = (event: DragEvent): void => setIsOver(taken(event));
    const leave = (event: DragEvent): void => {
      // Also fired on the way from one part of the window to the next.
      if (!(event.relatedTarget instanceof Node) || !target.contains(event.relatedTarget)) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      if (taken(event)) latest.current?.([...(event.dataTransfer?.files ?? [])]);
    };
    const pairs = [
      ['dragover', over],
      ['dragleave', leave],
      ['drop', drop],
    ] as const;
    for (const [name, listener] of pairs) target.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of pairs) target.removeEventListener(name, listener);
    };
  }, [inside]);
  return isOver;
}
