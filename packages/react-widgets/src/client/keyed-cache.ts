/** Something that stays as long as somebody looks at it. */
export interface Watched {
  readonly isWatched: () => boolean;
}

/** One thing per key, made when first asked for. */
export interface KeyedCache<T> {
  get(key: string): T;
  /** What is there already. */
  peek(key: string): T | undefined;
  values(): IterableIterator<T>;
}

/** Where there are more than `limit`, those unused for longest go, if nobody looks at them. */
export function createKeyedCache<T extends Watched>(limit: number, make: (key: string) => T): KeyedCache<T> {
  const kept = new Map<string, T>();
  return {
    get(key) {
      const value = kept.get(key) ?? make(key);
      kept.delete(key);
      kept.set(key, value);
      for (const [old, { isWatched }] of kept) {
        if (kept.size <= limit) break;
        if (!isWatched()) kept.delete(old);
      }
      return value;
    },
    peek: (key) => kept.get(key),
    values: () => kept.values(),
  };
}
