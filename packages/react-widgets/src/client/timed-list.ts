/**
 * Both lists as one, by time and then by id, each id once; the same list if nothing is new. What is known stays the same
 * object.
 *
 * @param timeOf - An ISO time.
 */
export function joinByTime<T extends { readonly id: string }>(
  known: readonly T[],
  more: readonly T[],
  timeOf: (item: T) => string,
): readonly T[] {
  const ids = new Set(known.map(({ id }) => id));
  const added = more.filter(({ id }) => !ids.has(id) && ids.add(id));
  const place = (item: T): string => `${timeOf(item)} ${item.id}`;
  return added.length === 0 ? known : [...known, ...added].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
