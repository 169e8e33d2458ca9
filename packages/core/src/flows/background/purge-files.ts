import type { FlowContext } from '../flow-context.ts';

const batch = 200;

/**
 * Removes files that were uploaded and never sent: first nobody can send them any more, then their bytes go, then the last
 * trace of them. Resolves to how many.
 */
export async function purgeFiles(ctx: FlowContext, before: Date): Promise<number> {
  const { blobs, db } = ctx;
  if (blobs === undefined) return 0;
  for (let purged = 0; ; ) {
    const files = await db.transaction((tx) => tx.media.discardUnsent(before, batch));
    await blobs.remove(files.map(({ storageKey }) => storageKey));
    await db.media.remove(files.map(({ id }) => id));
    purged += files.length;
    if (files.length < batch) return purged;
  }
}
