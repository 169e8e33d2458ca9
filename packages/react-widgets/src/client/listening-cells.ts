import type { Batch } from './batch.ts';
import { type Cell, createCell } from './cell.ts';
import { createKeyedCache, type KeyedCache } from './keyed-cache.ts';

/**
 * A value per conversation, told by the server while somebody looks at it.
 *
 * @param listen - Asks the server to tell; returns how to end that.
 */
export function createListeningCells<T>(
  batch: Batch,
  compute: (conversationId: string) => T,
  listen: (conversationId: string) => () => void,
): KeyedCache<Cell<T>> {
  return createKeyedCache(200, (id) =>
    createCell(
      batch,
      () => compute(id),
      () => listen(id),
    ),
  );
}
