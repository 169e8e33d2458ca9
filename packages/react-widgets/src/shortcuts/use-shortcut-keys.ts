import { type RefObject, useEffect } from 'react';
import { useSupport } from '../provider/support-context.ts';
import { matchShortcut, type PressedKey } from './match-shortcut.ts';

/**
 * Listens for shortcuts while focus is in `root`.
 *
 * @param isWholePage the root fills the page: keys also count while nothing has focus
 */
export function useShortcutKeys(root: RefObject<HTMLElement | null>, isWholePage: boolean): void {
  const { shortcuts } = useSupport();
  useEffect(() => {
    const { keymap } = shortcuts;
    if (keymap === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const target = event.target;
      if (event.defaultPrevented || !(target instanceof Element) || root.current === null) return;
      const isInside = root.current.contains(target) || (isWholePage && target === document.body);
      if (!isInside || isTypedInto(target) || target.closest('dialog[open],[data-parley=menu]') !== null)
        return;
      const id = matchShortcut(pressedKey(event), keymap);
      // Enter and Escape belong to the element that has focus, if it uses them.
      if (id === undefined || (event.key === 'Enter' && target.closest('button,a,summary') !== null)) return;
      if (shortcuts.run(id)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts, root, isWholePage]);
}

/** What {@link matchShortcut} wants of a DOM event. */
export function pressedKey(event: KeyboardEvent): PressedKey {
  return {
    key: event.key,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    isComposing: event.isComposing,
    keyCode: event.keyCode,
    hasAltGraph: event.getModifierState?.('AltGraph') ?? false,
  };
}

/** Whether keys pressed here are text. */
export function isTypedInto(element: Element): boolean {
  return (
    element.closest('input,textarea,select,[contenteditable]:not([contenteditable=false]),[role=textbox]') !==
    null
  );
}
