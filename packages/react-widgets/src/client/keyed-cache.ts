/**
 * One thing per key, made when first asked for. Where there are more than `limit`, the one unused for longest goes, if
 * nobody holds on to it.
 */
export function createKeyedCache<T>(
  limit: number,
  make: (key: string) => T,
  isHeld: (value: T) => boolean,
): { get(key: string): T; peek(key: string): T | undefined; values(): IterableIterator<T> } {
  const kept = new Map<string, T>();
  const evict = (): void => {
    for (const [key, value] of kept) {
      if (kept.size <= limit) return;
      if (!isHeld(value)) kept.delete(key);
    }
  };
  return {
    get(key) {
      const value = kept.get(key) ?? make(key);
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > limit) evict();
      return value;
    },
    peek: (key) => kept.get(key),
    values: () => kept.values(),
  };
}
