import type { Batch } from './batch.ts';
import { isSame } from './is-same.ts';
import type { Readable } from './support-client.ts';

/** A value worked out from the store when it is asked for, and kept until it changes. */
export interface Cell<T> extends Readable<T> {
  readonly isWatched: () => boolean;
  /** What it is worked out from changed: listeners are told in the next round, if the value is another one. */
  readonly invalidate: () => void;
}

/**
 * @param compute - Works the value out; an equal result keeps the former object.
 * @param watch - Called when the first listener comes; what it returns, when the last one went.
 */
export function createCell<T>(batch: Batch, compute: () => T, watch?: () => () => void): Cell<T> {
  const listeners = new Set<() => void>();
  let value: T | undefined;
  let told: T | undefined;
  let isStale = true;
  let unwatch: (() => void) | undefined;

  const get = (): T => {
    if (isStale) {
      isStale = false;
      const next = compute();
      if (value === undefined || !isSame(value, next)) value = next;
    }
    return value as T;
  };
  const tell = (): void => {
    if (listeners.size === 0 || told === get()) return;
    told = value;
    for (const listener of [...listeners]) listener();
  };
  return {
    get,
    subscribe(listener) {
      // A function of its own: the same listener may come twice.
      const entry = (): void => listener();
      listeners.add(entry);
      if (listeners.size === 1) {
        unwatch = watch?.();
        told = get();
      }
      return () => {
        if (!listeners.delete(entry) || listeners.size > 0) return;
        unwatch?.();
        unwatch = undefined;
      };
    },
    isWatched: () => listeners.size > 0,
    invalidate() {
      isStale = true;
      if (listeners.size > 0) batch.add(tell);
    },
  };
}
