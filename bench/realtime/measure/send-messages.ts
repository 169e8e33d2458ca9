import { sharedNow } from '../load/heard-messages.ts';
import type { BenchTarget } from '../targets/bench-target.ts';

/** What became of the messages. */
export interface SentMessages {
  /** Answered 2xx. */
  readonly acked: number;
  /** Milliseconds until the answer, for each that was. */
  readonly ackMs: readonly number[];
}

const retryMs = 200;

/**
 * Sends messages at a fixed rate whatever the server does, each again until it is answered 2xx, as providers do. Its
 * departure is when it was due first.
 */
export async function sendMessages(
  target: BenchTarget,
  first: number,
  count: number,
  perSecond: number,
): Promise<SentMessages> {
  const ackMs: number[] = [];
  const startedAt = sharedNow();
  const one = async (number: number, dueAt: number): Promise<void> => {
    const text = `m${number} ${dueAt.toFixed(2)}`;
    for (;;) {
      const status = await target.send(number, text);
      if (status >= 200 && status < 300) break;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    ackMs.push(sharedNow() - dueAt);
  };
  const running: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const dueAt = startedAt + (n * 1000) / perSecond;
    const early = dueAt - sharedNow();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    running.push(one(first + n, dueAt));
  }
  await Promise.all(running);
  return { acked: count, ackMs };
}
