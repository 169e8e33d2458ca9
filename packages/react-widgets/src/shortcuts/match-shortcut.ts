import { type Keymap, type ShortcutId, shortcutIds } from './keymap.ts';

/** What of a keyboard event decides. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  /** 229 while an input method is at work, also where `isComposing` is not set yet. */
  readonly keyCode?: number;
  /** AltGr, with which `ł` and `@` are typed. */
  readonly hasAltGraph: boolean;
}

/** Whether a key belongs to an input method or to a character that is typed with AltGr. */
export function isTextInput(key: PressedKey): boolean {
  return (
    key.isComposing || key.keyCode === 229 || key.key === 'Dead' || key.key === 'Process' || key.hasAltGraph
  );
}

/** Whether the pressed key is `keys`, such as `Shift+e` or `Mod+Enter`. */
export function isPressed(keys: string, pressed: PressedKey): boolean {
  const wanted = keys.split('+');
  const key = keys.endsWith('+') ? '+' : (wanted.at(-1) ?? '');
  const needsMod = wanted.includes('Mod');
  if (needsMod !== (pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return false;
  if (pressed.key.toLowerCase() !== key.toLowerCase()) return false;
  // `?` and `/` need Shift on some keyboards and not on others: only letters and named keys are told apart by it.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return isSign || wanted.includes('Shift') === pressed.shiftKey;
}

/** Which shortcut was pressed, if any. */
export function matchShortcut(pressed: PressedKey, keymap: Keymap): ShortcutId | undefined {
  if (isTextInput(pressed)) return undefined;
  return shortcutIds.find((id) => keymap[id].some((keys) => isPressed(keys, pressed)));
}

/** How keys are written for people: `⌘` and `Ctrl` as the machine has them. */
export function showKeys(keys: string, isApple: boolean): string {
  const signs: Readonly<Record<string, string>> = {
    Mod: isApple ? '⌘' : 'Ctrl',
    Shift: isApple ? '⇧' : 'Shift',
    Enter: isApple ? '↩' : 'Enter',
    Escape: 'Esc',
  };
  return keys
    .split('+')
    .map((part) => signs[part] ?? part.toUpperCase())
    .join(isApple ? '' : '+');
}
