import { build, type Histogram } from 'hdr-histogram-js';
import type { Answer } from './keep-alive-connection.ts';
import type { LoadResult } from './load-order.ts';

const maxLatencyMicroseconds = 120_000_000;

/** Keeps what one run saw; the clock runs between {@link LoadRecorder.begin} and {@link LoadRecorder.end}. */
export class LoadRecorder {
  readonly #acked: number[] = [];
  readonly #refused: Record<string, number> = {};
  readonly #latency: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: maxLatencyMicroseconds,
    numberOfSignificantValueDigits: 3,
  });
  #measuredAcks = 0;
  #startedAt: number | undefined;
  #endedAt: number | undefined;
  #cpu: NodeJS.CpuUsage | undefined;
  #cpuSeconds = 0;

  get acks(): number {
    return this.#acked.length;
  }

  begin(): void {
    this.#cpu = process.cpuUsage();
    this.#startedAt = performance.now();
  }

  end(): void {
    this.#endedAt = performance.now();
    const { user, system } = process.cpuUsage(this.#cpu);
    this.#cpuSeconds = (user + system) / 1e6;
  }

  /** Notes the answer to message `index`, which was sent (or due) at `since` on the clock of `performance.now()`. */
  answered(index: number, answer: Answer, since: number): void {
    const now = performance.now();
    const ok = typeof answer === 'number' && answer >= 200 && answer < 300;
    if (ok) this.#acked.push(index);
    else this.#refused[answer] = (this.#refused[answer] ?? 0) + 1;
    if (!ok || this.#startedAt === undefined) return;
    if (this.#endedAt === undefined) this.#measuredAcks += 1;
    if (since < this.#startedAt) return;
    const micros = Math.max(1, Math.round((now - since) * 1000));
    this.#latency.recordValue(Math.min(micros, maxLatencyMicroseconds));
  }

  result(sent: number, signedLate: number): LoadResult {
    const measuredSeconds = ((this.#endedAt ?? 0) - (this.#startedAt ?? 0)) / 1000;
    const at = (percentile: number): number => this.#latency.getValueAtPercentile(percentile) / 1000;
    return {
      acked: Uint32Array.from(this.#acked),
      sent,
      refused: this.#refused,
      measuredAcks: this.#measuredAcks,
      measuredSeconds,
      latency: { p50Ms: at(50), p90Ms: at(90), p99Ms: at(99), maxMs: this.#latency.maxValue / 1000 },
      generatorCpuPercent: measuredSeconds > 0 ? (100 * this.#cpuSeconds) / measuredSeconds : 0,
      signedLate,
    };
  }
}
