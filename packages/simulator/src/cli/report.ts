import type { JsonObject } from '../json-value.ts';
import { numberAt, objectAt, stringAt } from '../json-value.ts';
import type { CliIo } from './cli-io.ts';

/** Says what came of a webhook. @returns the exit code: 0 when it was answered with 2xx. */
export function reportDelivery(
  io: CliIo,
  delivery: JsonObject | undefined,
  messageId: string | undefined,
): number {
  const status = numberAt(delivery, 'status');
  const took = numberAt(delivery, 'tookMs');
  const what = messageId === undefined ? 'Webhook' : messageId;
  if (stringAt(delivery, 'state') === 'delivered') {
    io.say(`${what}: answered ${status ?? ''} in ${took ?? 0} ms`);
    return 0;
  }
  const why =
    status === undefined
      ? `could not be reached (${stringAt(delivery, 'error') ?? 'no answer'})`
      : `answered ${status}`;
  const hint = status === 401 || status === 403 ? ' Is the app secret the same on both sides?' : '';
  io.complain(`${what}: the webhook ${why}.${hint}`);
  return 1;
}

/** Shows how far a burst is. */
export function showProgress(io: CliIo, progress: JsonObject): void {
  const done = numberAt(progress, 'done') ?? 0;
  const count = numberAt(progress, 'count') ?? 0;
  const share = count === 0 ? 0 : Math.floor((done * 100) / count);
  io.progress(
    `${String(share).padStart(3)} %  ${done} of ${count} sent, ${numberAt(progress, 'acked') ?? 0} acked`,
  );
}

/** Prints the figures of a burst. @returns the exit code: 0 when every message was answered with 2xx. */
export function reportBurst(io: CliIo, report: JsonObject): number {
  const figure = (key: string) => numberAt(report, key) ?? 0;
  const acked = figure('acked');
  const count = figure('count');
  io.say(`acked    ${acked} of ${count} in ${figure('seconds')} s`);
  io.say(`rate     ${figure('messagesPerSecond')} msg/s`);
  io.say(`latency  p50 ${figure('p50Ms')} ms, p99 ${figure('p99Ms')} ms, max ${figure('maxMs')} ms`);
  if (acked === count) return 0;
  const answers = Object.entries(objectAt(report, 'answers') ?? {}).map(
    ([answer, times]) => `${answer}: ${String(times)}`,
  );
  io.complain(`Not every message was taken. Answers: ${answers.join(', ')}.`);
  return 1;
}
