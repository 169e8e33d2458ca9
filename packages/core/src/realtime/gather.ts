/** Something that is done for many at once. */
export type Gathered<Item, Result> = (item: Item) => Promise<Result>;

/**
 * Calls that come while a run is under way wait and are then run together, so that a thousand callers cost a handful of
 * statements. A run that fails fails for all who share it.
 *
 * @param run gets up to `limit` items, and returns their results in the same order
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  limit = 500,
): Gathered<Item, Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isRunning = false;
  const runNext = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      try {
        const results = await run(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      // What is asked for in the same turn of the loop shares the first run already.
      queueMicrotask(() => void runNext());
    });
}
