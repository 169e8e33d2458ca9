import type { JsonObject, JsonValue } from '../json-value.ts';

/** One step of the simulator. */
export interface TraceEntry {
  /** Dense, from 1. */
  readonly step: number;
  /** Simulated milliseconds since the simulator was created, so that two runs compare equal whenever they start. */
  readonly atMs: number;
  /** What happened, `noun.verb`, e.g. `webhook.post`. */
  readonly event: string;
  /** Its facts: ids, kinds, status codes. Never tokens or secrets. */
  readonly data: JsonObject;
}

/** The ordered list of everything the simulator did. Same seed and same inputs give the same text. */
export class TraceLog {
  readonly #limit: number;
  readonly #elapsedMs: () => number;
  readonly #entries: TraceEntry[] = [];
  #step = 0;

  constructor(elapsedMs: () => number, limit: number) {
    this.#elapsedMs = elapsedMs;
    this.#limit = limit;
  }

  /** Oldest first. When `historyLimit` is passed the oldest are forgotten. */
  get entries(): readonly TraceEntry[] {
    return this.#entries;
  }

  /** Writes one step down. */
  record(event: string, data: Readonly<Record<string, JsonValue | undefined>> = {}): void {
    this.#step += 1;
    const kept = Object.entries(data).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
    this.#entries.push({ step: this.#step, atMs: this.#elapsedMs(), event, data: Object.fromEntries(kept) });
    if (this.#entries.length > this.#limit) this.#entries.splice(0, this.#entries.length - this.#limit);
  }

  /** One JSON object a line. */
  toText(): string {
    return this.#entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  }
}
