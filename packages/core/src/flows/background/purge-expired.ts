import type { AccountId } from '../../ids.ts';
import type { Engine, FlowContext } from '../flow-context.ts';
import { applyParked } from './apply-parked.ts';
import { purgeFiles } from './purge-files.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Providers repeat webhooks for 7 days; an update parked for longer belongs to no message of ours. */
const parkedForMs = 8 * dayMs;
/** Callers may repeat a call under the same key this long. */
const idempotencyForMs = 3 * dayMs;

/** Account by account: applies updates that were left behind, then deletes what has outlived its use. */
export async function purgeExpired(
  engine: Engine,
  contextFor: (accountId: AccountId) => FlowContext,
  unsentFilesForMs: number,
): Promise<void> {
  const now = engine.clock.now().getTime();
  const tickets = await engine.storage.system.tickets.purge(new Date(now));
  if (tickets > 0) engine.log.info({ tickets }, 'unused realtime tickets were deleted');
  for (const account of await engine.storage.system.listAccounts()) {
    const ctx = contextFor(account.id);
    await applyParked(ctx);
    const files = await purgeFiles(ctx, new Date(now - unsentFilesForMs)).catch((error: unknown) => {
      const reason = error instanceof Error ? error.name : 'unknown';
      engine.log.error({ accountId: account.id, reason }, 'unsent files could not be deleted');
      return 0;
    });
    const counts = await engine.storage.forAccount(account.id).transaction(async (tx) => ({
      parked: await tx.messages.purgeParked(new Date(now - parkedForMs)),
      keys: await tx.idempotency.purge(new Date(now - idempotencyForMs)),
    }));
    if (counts.parked + counts.keys + files > 0)
      engine.log.info({ accountId: account.id, ...counts, files }, 'what had expired was deleted');
  }
}
