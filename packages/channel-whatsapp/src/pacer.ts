import {
  isRested,
  numberPace,
  type Pace,
  type PaceRule,
  paceAfterSend,
  paceWaitMs,
  pairRefusalWaitMs,
} from './pacing.ts';

/** So many customers are remembered before those that matter no more are forgotten. */
const sweepAt = 10_000;

/** Counts what one inbox sends. Each process counts for itself; the provider's answer has the last word. */
export interface Pacer {
  /** Milliseconds until this customer may be written to; 0 = now, and then it counts as sent. */
  wait(address: string, at: Date): number;
  /** The provider said that it was too fast for this customer; how long to leave them alone, in milliseconds. */
  refused(address: string, at: Date): number;
  /** The provider took a message for this customer. */
  accepted(address: string): void;
}

interface Refusals {
  readonly count: number;
  readonly until: Date;
}

/** Makes the counter of one inbox. */
export function createPacer(limits: {
  readonly messagesPerSecond: number;
  readonly pairIntervalMs: number;
  readonly pairBurst: number;
}): Pacer {
  const numberRule = numberPace(limits.messagesPerSecond);
  const pairRule: PaceRule = { burst: limits.pairBurst, intervalMs: limits.pairIntervalMs };
  const pairs = new Map<string, Pace>();
  const refusals = new Map<string, Refusals>();
  let ofNumber: Pace | undefined;
  let nextSweep = sweepAt;

  const sweep = (at: Date): void => {
    if (pairs.size + refusals.size < nextSweep) return;
    for (const [address, pace] of pairs) if (isRested(pace, pairRule, at)) pairs.delete(address);
    for (const [address, refusal] of refusals) if (refusal.until <= at) refusals.delete(address);
    nextSweep = Math.max(sweepAt, 2 * (pairs.size + refusals.size));
  };

  return {
    wait(address, at) {
      const refusal = refusals.get(address);
      const waitMs = Math.max(
        paceWaitMs(ofNumber, numberRule, at),
        paceWaitMs(pairs.get(address), pairRule, at),
        refusal === undefined ? 0 : refusal.until.getTime() - at.getTime(),
      );
      if (waitMs > 0) return waitMs;
      sweep(at);
      ofNumber = paceAfterSend(ofNumber, numberRule, at);
      pairs.set(address, paceAfterSend(pairs.get(address), pairRule, at));
      return 0;
    },
    refused(address, at) {
      const count = refusals.get(address)?.count ?? 0;
      const waitMs = pairRefusalWaitMs(count);
      refusals.set(address, { count: count + 1, until: new Date(at.getTime() + waitMs) });
      return waitMs;
    },
    accepted(address) {
      refusals.delete(address);
    },
  };
}
