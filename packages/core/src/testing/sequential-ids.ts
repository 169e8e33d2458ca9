import type { Ids } from '../ids.ts';

/** Ids that count up: the first of each kind ends in `…0001`. The same calls always give the same ids. */
export function createSequentialIds(): Ids {
  const counts = new Map<string, number>();
  return {
    next(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}_00000000000070008000${count.toString(16).padStart(12, '0')}`;
    },
  };
}
