import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { wrapFacts } from '../events/event-envelope.ts';
import type { DomainFact } from '../events/event-map.ts';
import type { Signals } from '../events/signals.ts';
import type { AccountId, Ids } from '../ids.ts';
import type { InboxDirectory } from '../inboxes/inbox-directory.ts';
import type { Intake } from '../intake/intake.ts';
import type { Logger } from '../log.ts';
import type { BlobStore } from '../media/blob-store.ts';
import type { FieldCipher } from '../privacy/field-cipher.ts';
import type { RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { AccountStorage, Storage, Stores, Transaction } from '../storage/storage.ts';

/** What the engine is made of. */
export interface Engine {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly cipher: FieldCipher;
  readonly directory: InboxDirectory;
  readonly intake: Intake;
  readonly signals: Signals;
  readonly limiter: RateLimiter;
  /** Files of channels without a provider to keep them; undefined = those channels have none. */
  readonly blobs: BlobStore | undefined;
}

/** What a flow is given: the engine, whose data, and who asks. */
export interface FlowContext extends Engine {
  readonly accountId: AccountId;
  readonly actor: Actor;
  /** The account's data; inside `once`, the transaction that is already open. */
  readonly db: AccountStorage;
}

/** Appends what happened to the log, in the transaction in which it happened. */
export async function tell(
  ctx: FlowContext,
  tx: Transaction,
  facts: readonly DomainFact[],
  actor: Actor = ctx.actor,
): Promise<void> {
  if (facts.length === 0) return;
  await tx.outbox.append(
    wrapFacts(facts, { accountId: ctx.accountId, actor, at: ctx.clock.now(), ids: ctx.ids }),
  );
}

/** The account's storage when a transaction is open already: further transactions join it. */
export function joined(db: AccountStorage, tx: Transaction): AccountStorage {
  return { ...storesOf(tx), accountId: db.accountId, intake: tx.intake, transaction: (work) => work(tx) };
}

/** The account's storage, giving a hint after each commit. */
export function hinting(db: AccountStorage, signals: Signals): AccountStorage {
  return {
    ...storesOf(db),
    accountId: db.accountId,
    intake: db.intake,
    async transaction(work, options) {
      const result = await db.transaction(work, options);
      signals.emit('committed');
      return result;
    },
  };
}

/** Names each store, because a storage may be a class whose members a spread would lose. */
function storesOf(from: Stores): Stores {
  const {
    agents,
    inboxes,
    customers,
    conversations,
    messages,
    notes,
    media,
    handoffs,
    chat,
    quarantine,
    apiKeys,
    events,
  } = from;
  return {
    agents,
    inboxes,
    customers,
    conversations,
    messages,
    notes,
    media,
    handoffs,
    chat,
    quarantine,
    apiKeys,
    events,
  };
}
