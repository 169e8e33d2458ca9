import type { Keymap, ShortcutId } from './keymap.ts';

/** Who reacts to which shortcut now. The newest handler of a shortcut wins. */
export interface ShortcutRegistry {
  /** `undefined` = switched off. */
  readonly keymap: Keymap | undefined;
  register(id: ShortcutId, run: () => void): () => void;
  /** @returns whether anything reacted */
  run(id: ShortcutId): boolean;
  /** Those that do something now. */
  active(): readonly ShortcutId[];
}

/** An empty registry. */
export function createShortcutRegistry(keymap: Keymap | undefined): ShortcutRegistry {
  const handlers = new Map<ShortcutId, (() => void)[]>();
  return {
    keymap,
    register(id, run) {
      handlers.set(id, [...(handlers.get(id) ?? []), run]);
      return () =>
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((one) => one !== run),
        );
    },
    run(id) {
      const run = handlers.get(id)?.at(-1);
      run?.();
      return run !== undefined;
    },
    active: () => [...handlers].filter(([, list]) => list.length > 0).map(([id]) => id),
  };
}
