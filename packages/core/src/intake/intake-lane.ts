import type { AccountId } from '../ids.ts';
import type { IntakeEntry, IntakeOutcome } from './intake-entry.ts';

/** An entry that waits, and who waits for it. */
export interface WaitingEntry {
  readonly entry: IntakeEntry;
  readonly settle: (result: { readonly outcome: IntakeOutcome } | { readonly error: unknown }) => void;
}

/** The queue of one account. Batches never mix accounts: each runs behind its account's wall. */
export interface IntakeLane {
  readonly accountId: AccountId;
  /** Entries that wait. */
  readonly size: number;
  /** Batches that were taken and not released. */
  readonly inFlight: number;
  add(entry: IntakeEntry, settle: WaitingEntry['settle']): void;
  /**
   * The next batch, at most `limit` entries, in order. An entry that shares a key with a batch in flight, or with an
   * entry left behind for that reason, stays; so events of one identity keep their order. Empty if nothing may run.
   */
  take(limit: number): readonly WaitingEntry[];
  /** Ends a batch: its keys are free again. */
  release(batch: readonly WaitingEntry[]): void;
}

/** Makes the queue of an account. */
export function createIntakeLane(accountId: AccountId): IntakeLane {
  let waiting: WaitingEntry[] = [];
  const busy = new Set<string>();
  let inFlight = 0;
  const hold = (batch: readonly WaitingEntry[]): readonly WaitingEntry[] => {
    if (batch.length > 0) inFlight += 1;
    for (const { entry } of batch) addKeys(busy, entry);
    return batch;
  };
  return {
    accountId,
    get size() {
      return waiting.length;
    },
    get inFlight() {
      return inFlight;
    },
    add(entry, settle) {
      waiting.push({ entry, settle });
    },
    take(limit) {
      if (inFlight === 0) {
        const batch = waiting.slice(0, limit);
        waiting = waiting.slice(limit);
        return hold(batch);
      }
      const batch: WaitingEntry[] = [];
      const left: WaitingEntry[] = [];
      const leftKeys = new Set<string>();
      const isFree = (key: string): boolean => !busy.has(key) && (left.length === 0 || !leftKeys.has(key));
      for (const next of waiting) {
        const { identities, others } = next.entry.keys;
        if (batch.length < limit && identities.every(isFree) && others.every(isFree)) {
          batch.push(next);
          continue;
        }
        addKeys(leftKeys, next.entry);
        left.push(next);
      }
      waiting = left;
      return hold(batch);
    },
    release(batch) {
      inFlight -= 1;
      for (const { entry } of batch) {
        for (const key of entry.keys.identities) busy.delete(key);
        for (const key of entry.keys.others) busy.delete(key);
      }
    },
  };
}

function addKeys(set: Set<string>, { keys }: IntakeEntry): void {
  for (const key of keys.identities) set.add(key);
  for (const key of keys.others) set.add(key);
}
