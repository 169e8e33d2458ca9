import { useCallback, useState } from 'react';

/** Where the keyboard is in a list: by id, so that it stays with its row when rows move. The row may be gone. */
export interface Cursor {
  readonly id: string | undefined;
  readonly set: (id: string) => void;
  /** @returns the new index, or `undefined` where the list is empty */
  readonly move: (step: number) => number | undefined;
}

/** A cursor that starts at what is selected, else before the first row. */
export function useCursor(items: readonly { readonly id: string }[], selectedId: string | undefined): Cursor {
  const [own, setOwn] = useState<string>();
  const [known, setKnown] = useState(selectedId);
  // Another conversation was opened from elsewhere: the cursor goes there.
  if (known !== selectedId) {
    setKnown(selectedId);
    setOwn(selectedId);
  }
  const id = own ?? selectedId;
  const move = useCallback(
    (step: number) => {
      const index = stepIndex(items, id, step);
      const next = index === undefined ? undefined : items[index];
      if (next !== undefined) setOwn(next.id);
      return index;
    },
    [items, id],
  );
  return { id, set: setOwn, move };
}

/** The index `step` rows from `id`, within the list; a first step down leads to the first row, one up to the last. */
export function stepIndex(
  items: readonly { readonly id: string }[],
  id: string | undefined,
  step: number,
): number | undefined {
  if (items.length === 0) return undefined;
  const at = items.findIndex((item) => item.id === id);
  if (at === -1) return step > 0 ? 0 : items.length - 1;
  return Math.min(items.length - 1, Math.max(0, at + step));
}
