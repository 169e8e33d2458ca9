import type { BenchContext } from '../bench-context.ts';
import type { LoadOrder } from '../load/load-order.ts';
import type { RunningTarget, Target } from '../targets/target.ts';
import { analyzeDatabase } from './analyze-database.ts';
import { measureRun, type RunFigures } from './measure-run.ts';
import { readProcessUsage } from './process-usage.ts';
import { checkStored, type StoredCheck } from './stored-check.ts';
import { whenCalm } from './when-calm.ts';

/** Which runs a server gets. */
export interface TargetPlan {
  readonly connections: readonly number[];
  readonly rates: readonly number[];
}

/** Everything measured on one server. */
export interface TargetFigures {
  readonly id: string;
  readonly label: string;
  readonly acksAfterStoring: boolean;
  /** The first message of every customer: customers, identities and conversations come into being. */
  readonly first: RunFigures;
  readonly closed: readonly RunFigures[];
  readonly open: readonly RunFigures[];
  /** Rates left out because the closed loop did not reach them. */
  readonly beyondReach: readonly number[];
  readonly check: StoredCheck;
  /** `VmHWM` of the server process after all runs. */
  readonly peakRssBytes: number | undefined;
}

const firstMessagesConnections = 50;
// More than any server here takes in a second: what is prepared must not run out while the clock runs.
const preparedPerSecond = 25_000;
const openConnections = 256;
const maxOpenSeconds = 5;
// A closed loop finds the ceiling; nothing can be said about latency at a rate close to it.
const reachableShare = 0.8;

/** What is done with a server between its runs. */
export interface TargetHooks {
  /** After the first message of every customer. */
  afterFirst(running: RunningTarget): Promise<void>;
  /** It is stopped and its data is still there. */
  beforeRemoval(running: RunningTarget): Promise<void>;
}

/** Measures one server from start to removal. */
export async function measureTarget(
  context: BenchContext,
  target: Target,
  plan: TargetPlan,
  hooks?: TargetHooks,
): Promise<TargetFigures> {
  const { options, progress, generator } = context;
  progress.say(`${target.label}: starting`);
  const running = await target.start();
  const acked: number[] = [];
  const runOnce = async (order: LoadOrder, name: string): Promise<RunFigures> => {
    const measured = await measureRun(context, running, order, name);
    for (const index of measured.acked) acked.push(index);
    const { ackedPerSecond, latency } = measured.figures;
    const rate = Math.round(ackedPerSecond).toLocaleString('en');
    const times = `p50 ${latency.p50Ms.toFixed(1)} ms, p99 ${latency.p99Ms.toFixed(1)} ms`;
    progress.say(`${name}: ${rate} acks/s, ${times}`);
    return measured.figures;
  };
  const run = (order: LoadOrder, load: string): Promise<RunFigures> => {
    const name = `${target.label}, ${load}`;
    // A first message can be sent only once.
    return order.kind === 'counted'
      ? runOnce(order, name)
      : whenCalm(context, name, () => runOnce(order, name));
  };
  let stopped = false;
  try {
    await generator.aim({
      url: running.webhookUrl,
      appSecret: running.appSecret,
      phoneNumberId: running.phoneNumberId,
      runId: context.runId,
      customers: options.customers,
    });
    const first = await run(
      {
        kind: 'counted',
        connections: firstMessagesConnections,
        messages: options.customers,
        prepare: options.customers,
      },
      'first messages',
    );
    await analyzeDatabase(running.databaseUrl);
    await hooks?.afterFirst(running);
    const closed: RunFigures[] = [];
    for (const connections of plan.connections)
      closed.push(
        await run(
          closedOrder(context, connections),
          connections === 1 ? '1 connection' : `${connections} connections`,
        ),
      );
    const ceiling = Math.max(...closed.map((figures) => figures.ackedPerSecond));
    const open: RunFigures[] = [];
    for (const rate of plan.rates) {
      if (rate <= ceiling * reachableShare)
        open.push(await run(openOrder(context, rate), `${rate} per second`));
    }
    const peakRssBytes = readProcessUsage(running.pid)?.peakRssBytes;
    await running.stop();
    stopped = true;
    const figures: TargetFigures = {
      id: target.id,
      label: target.label,
      acksAfterStoring: target.acksAfterStoring,
      first,
      closed,
      open,
      beyondReach: plan.rates.filter((rate) => rate > ceiling * reachableShare),
      check: checkStored(context.runId, acked, await running.storedIds()),
      peakRssBytes,
    };
    await hooks?.beforeRemoval(running);
    return figures;
  } finally {
    if (!stopped) await running.kill();
    await running.remove();
  }
}

function closedOrder({ options }: BenchContext, connections: number): LoadOrder {
  const { seconds, warmupSeconds } = options;
  // One connection waits for a commit between two messages.
  const perSecond = Math.min(preparedPerSecond, connections * 2_000);
  const prepare = Math.ceil(perSecond * (seconds + warmupSeconds));
  return { kind: 'closed', connections, seconds, warmupSeconds, prepare };
}

function openOrder({ options }: BenchContext, ratePerSecond: number): LoadOrder {
  const seconds = Math.min(options.seconds, maxOpenSeconds);
  const { warmupSeconds } = options;
  const prepare = Math.ceil(ratePerSecond * (seconds + warmupSeconds)) + openConnections;
  return { kind: 'open', ratePerSecond, maxConnections: openConnections, seconds, warmupSeconds, prepare };
}
