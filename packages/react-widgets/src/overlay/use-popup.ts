import { autoUpdate, flip, offset, type Placement, shift, size, useFloating } from '@floating-ui/react-dom';
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** What an open popup's element needs. */
export interface Popup {
  readonly setPopup: (element: HTMLElement | null) => void;
  readonly popup: RefObject<HTMLElement | null>;
  /** Set by React through the CSSOM, so a strict `style-src` allows it. */
  readonly style: CSSProperties;
}

/** Places an open popup beside its button in the browser's top layer; Escape and a press elsewhere close it. */
export function usePopup(anchor: HTMLElement | null, onClose: () => void, placement: Placement): Popup {
  const popup = useRef<HTMLElement | null>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  const { refs, floatingStyles } = useFloating({
    elements: { reference: anchor },
    placement,
    strategy: 'fixed',
    transform: false,
    whileElementsMounted: autoUpdate,
    middleware: [
      offset(4),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply({ availableHeight, elements }) {
          elements.floating.style.maxHeight = `${Math.max(120, availableHeight)}px`;
        },
      }),
    ],
  });

  useLayoutEffect(() => {
    const element = popup.current;
    if (element === null) return undefined;
    element.showPopover?.();
    const onPointerDown = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (!element.contains(target) && anchor?.contains(target) !== true) close.current();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
      anchor?.focus();
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [anchor]);

  return {
    setPopup: (element) => {
      popup.current = element;
      refs.setFloating(element);
    },
    popup,
    style: floatingStyles,
  };
}
