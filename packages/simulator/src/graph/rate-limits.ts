import type { SimulatedLimits } from '../simulator-options.ts';
import { GraphError } from './graph-error.ts';

const pairBurst = 45;
const pairEveryMs = 6000;

/** The provider's pacing rules. WhatsApp Cloud API, throughput and pair rate limits. */
export class RateLimits {
  readonly #limits: SimulatedLimits;
  readonly #pairs = new Map<string, { tokens: number; atMs: number }>();
  #recentMs: number[] = [];

  constructor(limits: SimulatedLimits) {
    this.#limits = limits;
  }

  /**
   * Counts one send.
   * @throws {@link GraphError} 130429 above the number's rate, 131056 above the pair's. A refused send is not counted.
   */
  check(recipient: string, atMs: number): void {
    const perSecond = this.#limits.messagesPerSecond;
    if (perSecond !== undefined) {
      this.#recentMs = this.#recentMs.filter((sentMs) => sentMs > atMs - 1000);
      if (this.#recentMs.length >= perSecond) throw new GraphError(130429);
    }
    if (this.#limits.perPair === true) this.#takePairToken(recipient, atMs);
    if (perSecond !== undefined) this.#recentMs.push(atMs);
  }

  #takePairToken(recipient: string, atMs: number): void {
    const pair = this.#pairs.get(recipient) ?? { tokens: pairBurst, atMs };
    const tokens = Math.min(pairBurst, pair.tokens + (atMs - pair.atMs) / pairEveryMs);
    if (tokens < 1) throw new GraphError(131056);
    this.#pairs.set(recipient, { tokens: tokens - 1, atMs });
  }
}
