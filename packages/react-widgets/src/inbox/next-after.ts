/** The row after one, or the one before the last; `undefined` where there is no other. */
export function nextAfter(items: readonly { readonly id: string }[], id: string): string | undefined {
  const at = items.findIndex((item) => item.id === id);
  return (items[at + 1] ?? items[at - 1])?.id;
}
