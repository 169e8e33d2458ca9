/** What came of one message of a burst. */
export interface BurstAnswer {
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Why there was no answer. */
  readonly error: string | undefined;
  /** Real milliseconds. */
  readonly tookMs: number;
}

/** How far a burst has come. */
export interface BurstProgress {
  readonly done: number;
  readonly count: number;
  readonly acked: number;
}

/** The figures of a finished burst. */
export interface BurstReport {
  readonly count: number;
  /** Answered with 2xx at the first POST. */
  readonly acked: number;
  readonly seconds: number;
  readonly messagesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** How often each answer came: `200`, `503`, `ECONNREFUSED`, … */
  readonly answers: Readonly<Record<string, number>>;
}

/** The value below which the share `share` (0 to 1) of the sorted values lies; 0 for none. */
export function percentile(sorted: readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  return sorted[index] ?? 0;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * Sends `count` messages, `concurrency` at a time.
 *
 * @param input - `send` does one; `onProgress` hears about every finished one.
 */
export async function runBurst(input: {
  readonly count: number;
  readonly concurrency: number;
  readonly send: (index: number) => Promise<BurstAnswer>;
  readonly onProgress?: (progress: BurstProgress) => void;
}): Promise<BurstReport> {
  const started = performance.now();
  const tookMs: number[] = [];
  const answers: Record<string, number> = {};
  let next = 0;
  let acked = 0;
  const work = async (): Promise<void> => {
    while (next < input.count) {
      const index = next;
      next += 1;
      const answer = await input.send(index);
      tookMs.push(answer.tookMs);
      const name = answer.status === undefined ? (answer.error ?? 'no answer') : String(answer.status);
      answers[name] = (answers[name] ?? 0) + 1;
      if (answer.status !== undefined && answer.status >= 200 && answer.status < 300) acked += 1;
      input.onProgress?.({ done: tookMs.length, count: input.count, acked });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(input.concurrency, input.count)) }, work));
  const seconds = (performance.now() - started) / 1000;
  const sorted = tookMs.sort((first, second) => first - second);
  return {
    count: input.count,
    acked,
    seconds: hundredths(seconds),
    messagesPerSecond: seconds > 0 ? Math.round(input.count / seconds) : 0,
    p50Ms: hundredths(percentile(sorted, 0.5)),
    p99Ms: hundredths(percentile(sorted, 0.99)),
    maxMs: hundredths(sorted.at(-1) ?? 0),
    answers,
  };
}

/** The phone of the `index`-th customer of a burst. */
export function burstPhone(index: number): string {
  return `+1555901${String(index).padStart(4, '0')}`;
}

/** The name of the `index`-th customer of a burst. */
export function burstName(index: number): string {
  return `Load ${String(index + 1).padStart(3, '0')}`;
}
