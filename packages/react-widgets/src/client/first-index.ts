/** The first place of a sorted list from which on `is` holds, found by halving; the length of the list if nowhere. */
export function firstIndex<T>(sorted: readonly T[], is: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (is(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
