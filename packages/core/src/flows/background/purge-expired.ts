import type { Engine } from '../flow-context.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Providers repeat webhooks for 7 days; an update parked for longer belongs to no message of ours. */
const parkedForMs = 8 * dayMs;
/** Callers may repeat a call under the same key this long. */
const idempotencyForMs = 3 * dayMs;

/** Deletes what has outlived its use, account by account. */
export async function purgeExpired(engine: Engine): Promise<void> {
  const now = engine.clock.now().getTime();
  for (const account of await engine.storage.system.listAccounts()) {
    const counts = await engine.storage.forAccount(account.id).transaction(async (tx) => ({
      parked: await tx.messages.purgeParked(new Date(now - parkedForMs)),
      keys: await tx.idempotency.purge(new Date(now - idempotencyForMs)),
    }));
    if (counts.parked + counts.keys > 0)
      engine.log.info({ accountId: account.id, ...counts }, 'expired rows were deleted');
  }
}
