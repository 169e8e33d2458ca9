import type { JsonObject } from './json-value.ts';

/** Something the phone page shows has changed. */
export type SimulatorChange =
  | { type: 'customer'; customerId: string }
  | { type: 'message'; customerId: string; messageId: string }
  | { type: 'typing'; customerId: string; untilMs: number }
  | { type: 'delivery'; deliveryId: string }
  | { type: 'call'; summary: JsonObject };

/** Tells listeners about changes, in order, at once. */
export class ChangeFeed {
  readonly #listeners = new Set<(change: SimulatorChange) => void>();

  /** Returns a function that ends the subscription. */
  subscribe(listener: (change: SimulatorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Calls every listener with the change. */
  publish(change: SimulatorChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
