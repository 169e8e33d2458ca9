import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, KeepAliveConnection } from './keep-alive-connection.ts';
import type { ClosedLoopOrder, CountedOrder, LoadOrder, LoadResult, OpenModelOrder } from './load-order.ts';
import { LoadRecorder } from './load-recorder.ts';
import type { WebhookSource } from './webhook-source.ts';

/** What a run reports while it goes on. */
export interface RunSignals {
  /** The warm-up is over. */
  measuring(): void;
  /** The clock stopped. */
  measured(): void;
  /** Number of acknowledgements so far. */
  progress(acks: number): void;
  /** Says that no further request may be sent. */
  readonly stop: AbortSignal;
}

const progressEveryMs = 1_000;
// A server that turns us away is not asked again at once.
const pauseAfterRefusalMs = 20;

async function openConnections(url: string, count: number): Promise<KeepAliveConnection[]> {
  const connections = Array.from({ length: count }, () => new KeepAliveConnection(url));
  await Promise.all(connections.map((connection) => connection.open()));
  return connections;
}

/** Sends on one connection, message after message, until `goOn` says no. */
function loop(
  connection: KeepAliveConnection,
  source: WebhookSource,
  recorder: LoadRecorder,
  goOn: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const next = (): void => {
      if (!goOn()) {
        resolve();
        return;
      }
      const { index, bytes } = source.take();
      const sentAt = performance.now();
      connection.send(bytes, (answer: Answer) => {
        recorder.answered(index, answer, sentAt);
        if (answer === 200) next();
        else setTimeout(next, pauseAfterRefusalMs);
      });
    };
    next();
  });
}

async function runClock(
  order: ClosedLoopOrder | OpenModelOrder,
  recorder: LoadRecorder,
  signals: RunSignals,
): Promise<void> {
  const stopped = { signal: signals.stop };
  await wait(order.warmupSeconds * 1000, undefined, stopped).catch(() => undefined);
  recorder.begin();
  signals.measuring();
  await wait(order.seconds * 1000, undefined, stopped).catch(() => undefined);
  recorder.end();
  signals.measured();
}

async function runClosed(
  order: ClosedLoopOrder,
  source: WebhookSource,
  recorder: LoadRecorder,
  signals: RunSignals,
  connections: readonly KeepAliveConnection[],
): Promise<void> {
  let running = true;
  const loops = connections.map((connection) => loop(connection, source, recorder, () => running));
  await runClock(order, recorder, signals);
  running = false;
  await Promise.all(loops);
}

async function runCounted(
  order: CountedOrder,
  source: WebhookSource,
  recorder: LoadRecorder,
  signals: RunSignals,
  connections: readonly KeepAliveConnection[],
): Promise<void> {
  const last = source.next + order.messages;
  recorder.begin();
  signals.measuring();
  const goOn = (): boolean => source.next < last && !signals.stop.aborted;
  await Promise.all(connections.map((connection) => loop(connection, source, recorder, goOn)));
  recorder.end();
  signals.measured();
}

async function runOpen(
  order: OpenModelOrder,
  source: WebhookSource,
  recorder: LoadRecorder,
  signals: RunSignals,
  connections: readonly KeepAliveConnection[],
): Promise<void> {
  const idle = [...connections];
  const due: number[] = [];
  const gapMs = 1000 / order.ratePerSecond;
  const firstAt = performance.now();
  let scheduled = 0;
  let running = true;
  let out = 0;
  let drained = (): void => undefined;

  const sendDue = (): void => {
    while (due.length > 0) {
      const connection = idle.pop();
      if (connection === undefined) return;
      const dueAt = due.shift() ?? firstAt;
      const { index, bytes } = source.take();
      out += 1;
      connection.send(bytes, (answer) => {
        recorder.answered(index, answer, dueAt);
        out -= 1;
        idle.push(connection);
        sendDue();
        if (out === 0 && !running) drained();
      });
    }
  };
  const ticker = setInterval(() => {
    const now = performance.now();
    for (let at = firstAt + scheduled * gapMs; at <= now; at += gapMs) {
      due.push(at);
      scheduled += 1;
    }
    sendDue();
  }, 1);
  await runClock(order, recorder, signals);
  clearInterval(ticker);
  running = false;
  if (out > 0) await new Promise<void>((resolve) => (drained = resolve));
}

/** Does one order to its end: every request that was sent has been answered or its connection is gone. */
export async function runOrder(
  url: string,
  order: LoadOrder,
  source: WebhookSource,
  signals: RunSignals,
): Promise<LoadResult> {
  source.prepare(order.prepare);
  const connections = await openConnections(
    url,
    order.kind === 'open' ? order.maxConnections : order.connections,
  );
  const recorder = new LoadRecorder();
  const first = source.next;
  const reporter = setInterval(() => signals.progress(recorder.acks), progressEveryMs);
  if (order.kind === 'closed') await runClosed(order, source, recorder, signals, connections);
  else if (order.kind === 'open') await runOpen(order, source, recorder, signals, connections);
  else await runCounted(order, source, recorder, signals, connections);
  clearInterval(reporter);
  for (const connection of connections) connection.close();
  return recorder.result(source.next - first, source.signedLate);
}
