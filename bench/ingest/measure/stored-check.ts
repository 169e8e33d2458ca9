import { indexOfWamid } from '../load/webhook-source.ts';

/** Whether what was acknowledged is there. */
export interface StoredCheck {
  /** Messages that got a 2xx. */
  readonly acked: number;
  /** Acknowledged messages stored exactly once. */
  readonly storedOnce: number;
  /** Acknowledged messages stored more than once. */
  readonly storedTwice: number;
  /** Acknowledged messages that are not there. */
  readonly missing: number;
  /** Messages that are there although nobody was told: allowed, the provider sends them again. */
  readonly storedUnacked: number;
}

/** Counts every acknowledged message in what is stored. */
export function checkStored(
  runId: string,
  acked: Iterable<number>,
  storedIds: readonly string[],
): StoredCheck {
  const times = new Map<number, number>();
  for (const id of storedIds) {
    const index = indexOfWamid(runId, id);
    if (index !== undefined) times.set(index, (times.get(index) ?? 0) + 1);
  }
  const check = { acked: 0, storedOnce: 0, storedTwice: 0, missing: 0 };
  const seen = new Set(acked);
  for (const index of seen) {
    const count = times.get(index) ?? 0;
    check.acked += 1;
    if (count === 0) check.missing += 1;
    else if (count === 1) check.storedOnce += 1;
    else check.storedTwice += 1;
  }
  const storedUnacked = [...times.keys()].filter((index) => !seen.has(index)).length;
  return { ...check, storedUnacked };
}
