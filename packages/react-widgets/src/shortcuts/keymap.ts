/** The keys as they are out of the box. */
export const defaultKeymap = {
  'conversation.next': ['j'],
  'conversation.previous': ['k'],
  'conversation.open': ['Enter'],
  'composer.reply': ['r'],
  'composer.note': ['n'],
  'composer.send': ['Mod+Enter'],
  'composer.sendAndResolve': ['Mod+Shift+Enter'],
  'conversation.assign': ['a'],
  'conversation.assignToMe': ['m'],
  'conversation.resolve': ['e'],
  'conversation.resolveAndNext': ['Shift+e'],
  'conversation.snooze': ['s'],
  'list.filter': ['/'],
  'pane.previous': ['['],
  'pane.next': [']'],
  back: ['Escape'],
  help: ['?'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What can be done with a key. */
export type ShortcutId = keyof typeof defaultKeymap;

/** Every {@link ShortcutId}. */
export const shortcutIds = Object.keys(defaultKeymap) as readonly ShortcutId[];

/**
 * Which keys do what: `'j'`, `'Shift+e'`, `'Mod+Enter'` (Mod = ⌘ on Apple's machines, Ctrl elsewhere), or several; `null`
 * takes a key away.
 */
export type Keymap = { readonly [Id in ShortcutId]: readonly string[] };

/** Changes to the default keys. */
export type KeymapOverrides = { readonly [Id in ShortcutId]?: string | readonly string[] | null };

/** The keys with a host's changes; `false` switches all off. */
export function keymapWith(overrides: KeymapOverrides | false | undefined): Keymap | undefined {
  if (overrides === false) return undefined;
  const entries = shortcutIds.map((id): [ShortcutId, readonly string[]] => {
    const own = overrides?.[id];
    if (own === undefined) return [id, defaultKeymap[id]];
    if (own === null) return [id, []];
    return [id, typeof own === 'string' ? [own] : own];
  });
  return Object.fromEntries(entries) as unknown as Keymap;
}
