import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { InboundItem } from '../channels/inbound-event.ts';
import type { Controller } from '../conversations/conversation.ts';
import type { AccountId, CustomerId, InboxId } from '../ids.ts';
import { type CommitContext, commitBatch, type Settled } from './commit-batch.ts';
import { entryKeys, type IntakeOutcome } from './intake-entry.ts';
import { IntakeOverloadedError, ShuttingDownError } from './intake-errors.ts';
import { createIntakeLane, type IntakeLane } from './intake-lane.ts';
import { createIntakeMemory, type IntakeMemoryOptions } from './intake-memory.ts';

/** Limits of the group commit. */
export interface IntakeOptions {
  /** Events per batch. @defaultValue 500 */
  readonly maxBatch?: number;
  /** Batches that run at a time. @defaultValue 3 */
  readonly maxInFlight?: number;
  /**
   * How many events of an account must wait before a batch starts beside one of the same account that is on its way; fewer
   * wait for it, since small batches cost the database nearly as much as large ones. @defaultValue 40
   */
  readonly minBeside?: number;
  /** Events that may wait; more are refused with {@link IntakeOverloadedError}. @defaultValue 20_000 */
  readonly maxQueued?: number;
  /** @defaultValue as in {@link IntakeMemoryOptions} */
  readonly memory?: IntakeMemoryOptions;
}

/** One request's items. */
export interface IntakeSubmission {
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  readonly reopenWindowMs: number;
  /** Who may speak first in a new conversation. @defaultValue 'queue' */
  readonly firstController?: Controller;
  /** Of the inbox: who writes outside them may be told so. @defaultValue nobody is told */
  readonly hours?: BusinessHours | undefined;
  readonly items: readonly InboundItem[];
  /** True for a replay from quarantine: failures are reported, not quarantined again. @defaultValue false */
  readonly isReplay?: boolean;
  /** Names the batch locks before it looks at anything; see `TransactionOptions.locks`. @defaultValue none */
  readonly locks?: readonly string[];
}

/** Takes inbound items of concurrent requests and commits them together. */
export interface Intake {
  /**
   * Resolves after everything of the submission is committed, with the outcome of each item in order.
   * @throws {IntakeOverloadedError | ShuttingDownError} before anything is taken
   * @throws {StorageUnavailableError} when the commit failed: nothing was acknowledged, a repeat is harmless
   */
  submit(submission: IntakeSubmission): Promise<readonly IntakeOutcome[]>;
  /** Says that these customers, or their conversations, were changed by something else in this process. */
  forget(customerIds: Iterable<CustomerId>): void;
  figures(): {
    readonly queued: number;
    readonly inFlight: number;
    readonly batches: number;
    readonly events: number;
  };
  /** Refuses new submissions and resolves when nothing waits or runs. */
  drain(): Promise<void>;
}

/**
 * Group commit, as databases do it: while batches run, requests gather; when one ends, what gathered is the next.
 * There is no timer: an item that comes alone is committed at once. Different identities run side by side.
 */
export function createIntake(given: Omit<CommitContext, 'memory'>, options: IntakeOptions = {}): Intake {
  const memory = createIntakeMemory(options.memory);
  const ctx: CommitContext = { ...given, memory };
  const maxBatch = options.maxBatch ?? 500;
  const maxInFlight = options.maxInFlight ?? 3;
  const minBeside = options.minBeside ?? 40;
  const maxQueued = options.maxQueued ?? 20_000;
  const lanes = new Map<AccountId, IntakeLane>();
  let queued = 0;
  let inFlight = 0;
  let batches = 0;
  let events = 0;
  let isDraining = false;
  let drained: (() => void) | undefined;

  const laneOf = (accountId: AccountId): IntakeLane => {
    const lane = lanes.get(accountId) ?? createIntakeLane(accountId);
    lanes.set(accountId, lane);
    return lane;
  };

  const pump = (): void => {
    while (inFlight < maxInFlight) {
      const started = [...lanes.values()].some((lane) => startBatch(lane));
      if (!started) return;
    }
  };

  const startBatch = (lane: IntakeLane): boolean => {
    if (lane.size < (lane.inFlight === 0 ? 1 : minBeside)) return false;
    const batch = lane.take(maxBatch);
    if (batch.length === 0) return false;
    // To the end of the map: the next account's turn comes first, so a busy one cannot starve the others.
    lanes.delete(lane.accountId);
    lanes.set(lane.accountId, lane);
    queued -= batch.length;
    inFlight += 1;
    const release = (): void => {
      lane.release(batch);
      inFlight -= 1;
      batches += 1;
      events += batch.length;
      if (lane.size === 0 && inFlight === 0) lanes.delete(lane.accountId);
      // Before anybody is told: what waits is on its way to the database while the answers are written.
      pump();
    };
    void commitBatch(
      ctx,
      lane.accountId,
      batch.map((waiting) => waiting.entry),
    )
      .then(
        (settled) => {
          release();
          for (const [index, waiting] of batch.entries()) waiting.settle(settled[index] as Settled);
        },
        (error: unknown) => {
          release();
          for (const waiting of batch) waiting.settle({ error });
        },
      )
      .finally(() => {
        if (queued === 0 && inFlight === 0) drained?.();
      });
    return true;
  };

  return {
    submit({
      accountId,
      inboxId,
      reopenWindowMs,
      firstController = 'queue',
      hours,
      items,
      isReplay = false,
      locks = [],
    }) {
      if (isDraining) return Promise.reject(new ShuttingDownError());
      if (queued + items.length > maxQueued) return Promise.reject(new IntakeOverloadedError(queued));
      if (items.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        const lane = laneOf(accountId);
        const receivedAt = ctx.clock.now();
        const outcomes: IntakeOutcome[] = new Array<IntakeOutcome>(items.length);
        let open = items.length;
        let failure: { readonly error: unknown } | undefined;
        items.forEach((item, index) => {
          const entry = {
            inboxId,
            reopenWindowMs,
            firstController,
            hours,
            item,
            receivedAt,
            isReplay,
            locks,
            keys: entryKeys(inboxId, item),
          };
          lane.add(entry, (result) => {
            if ('error' in result) failure ??= result;
            else outcomes[index] = result.outcome;
            open -= 1;
            if (open > 0) return;
            if (failure === undefined) resolve(outcomes);
            else reject(failure.error);
          });
        });
        queued += items.length;
        pump();
      });
    },
    forget: (customerIds) => memory.forget(customerIds),
    figures: () => ({ queued, inFlight, batches, events }),
    async drain() {
      isDraining = true;
      if (queued === 0 && inFlight === 0) return;
      await new Promise<void>((resolve) => {
        drained = resolve;
      });
    },
  };
}
