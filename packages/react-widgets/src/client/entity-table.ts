import type { Ticks } from './ticks.ts';

/** Things by id, each in the newest state anybody told. */
export interface EntityTable<T> {
  get(id: string): T | undefined;
  values(): IterableIterator<T>;
  /** Told by an event: the present state, newer than every read under way. */
  told(value: T): void;
  /** Read: counts unless an event, or a read that began later, told since. `startedAt` is a tick taken before the read. */
  read(value: T, startedAt: number): void;
  /** Answer to a change: counts unless an event told since; newer than every read under way. */
  answered(value: T, startedAt: number): void;
  /** Whether it was told or read after this tick. */
  isKnownSince(id: string, tick: number): boolean;
}

/**
 * @param merge - What becomes of a state when a newer one comes.
 * @param onChange - Called after each change, with the id.
 */
export function createEntityTable<T extends { readonly id: string }>(
  ticks: Ticks,
  merge: (known: T | undefined, next: T) => T,
  onChange: (id: string) => void,
): EntityTable<T> {
  const rows = new Map<string, { value: T; toldAt: number; readAt: number }>();
  const put = (value: T, toldAt: number, readAt: number): void => {
    rows.set(value.id, { value: merge(rows.get(value.id)?.value, value), toldAt, readAt });
    onChange(value.id);
  };
  return {
    get: (id) => rows.get(id)?.value,
    *values() {
      for (const { value } of rows.values()) yield value;
    },
    told(value) {
      const tick = ticks.next();
      put(value, tick, tick);
    },
    read(value, startedAt) {
      const row = rows.get(value.id);
      if (row !== undefined && (row.toldAt > startedAt || row.readAt > startedAt)) return;
      put(value, row?.toldAt ?? 0, startedAt);
    },
    answered(value, startedAt) {
      const row = rows.get(value.id);
      if (row !== undefined && row.toldAt > startedAt) return;
      put(value, row?.toldAt ?? 0, ticks.next());
    },
    isKnownSince(id, tick) {
      const row = rows.get(id);
      return row !== undefined && Math.max(row.toldAt, row.readAt) > tick;
    },
  };
}
