import { useEffect, useRef } from 'react';
import { useSupport } from '../provider/support-context.ts';
import type { ShortcutId } from './keymap.ts';

/**
 * Does something when a shortcut is pressed in the inbox. Single keys are ignored in inputs, in dialogs, with other
 * modifiers and while an input method is at work.
 *
 * @param isEnabled whether it does anything now. @defaultValue true
 */
export function useShortcut(id: ShortcutId, run: () => void, isEnabled = true): void {
  const { shortcuts } = useSupport();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isEnabled) return undefined;
    return shortcuts.register(id, () => latest.current());
  }, [shortcuts, id, isEnabled]);
}
