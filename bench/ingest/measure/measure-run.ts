import type { BenchContext } from '../bench-context.ts';
import type { AckLatency, LoadOrder, LoadResult } from '../load/load-order.ts';
import type { RunningTarget } from '../targets/target.ts';
import { type CpuReading, readCpu, readProcessUsage } from './process-usage.ts';

/** What one run of the load against one server gave. */
export interface RunFigures {
  /** `closed` with its connections, `open` with its rate, or `counted`. */
  readonly kind: LoadOrder['kind'];
  readonly connections: number;
  /** Asked for, in the open model only. */
  readonly ratePerSecond: number | undefined;
  /** 2xx answers per second while the clock ran. */
  readonly ackedPerSecond: number;
  /** Messages per second from the first request until the last one was worked off, warm-up included. */
  readonly storedPerSecond: number;
  readonly latency: AckLatency;
  readonly statementsPerMessage: number | undefined;
  readonly commitsPerMessage: number | undefined;
  readonly walBytesPerMessage: number;
  readonly redisCommandsPerMessage: number | undefined;
  /** Percent of one core while the clock ran. */
  readonly serverCpuPercent: number | undefined;
  readonly postgresCpuPercent: number | undefined;
  readonly generatorCpuPercent: number;
  /** Processor time of the server and of PostgreSQL for one message, in microseconds. */
  readonly cpuMicrosPerMessage: number | undefined;
  /** What programs that are none of ours, and the hypervisor, took meanwhile. */
  readonly otherCpuPercent: number | undefined;
  readonly refused: Readonly<Record<string, number>>;
  readonly signedLate: number;
}

/** The figures, and the numbers of the messages that were acknowledged. */
export interface MeasuredRun {
  readonly figures: RunFigures;
  readonly acked: Uint32Array;
}

interface CpuReadings {
  readonly server: number | undefined;
  readonly all: CpuReading | undefined;
}

const othersOf = (readings: CpuReadings | undefined): number | undefined =>
  readings?.all === undefined ? undefined : readings.all.machine - readings.all.ours;

function percent(before: number | undefined, after: number | undefined, seconds: number): number | undefined {
  if (before === undefined || after === undefined || seconds <= 0) return undefined;
  return (100 * (after - before)) / seconds;
}

const difference = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

const per = (value: number | undefined, messages: number): number | undefined =>
  value === undefined || messages === 0 ? undefined : value / messages;

async function readCounters(context: BenchContext, target: RunningTarget) {
  return {
    database: await context.counters.read(target.databaseName),
    redis: await target.redisCommands?.(),
  };
}

/** Runs one order against a server and reads everything that tells what it cost. */
export async function measureRun(
  context: BenchContext,
  target: RunningTarget,
  order: LoadOrder,
  name: string,
): Promise<MeasuredRun> {
  const readNow = (): CpuReadings => ({
    server: readProcessUsage(target.pid)?.cpuSeconds,
    all: readCpu(context.postgresPid),
  });
  let atStart: CpuReadings | undefined;
  let atEnd: CpuReadings | undefined;
  const before = await readCounters(context, target);
  let startedAt = performance.now();
  const result: LoadResult = await context.generator.run(order, {
    measuring: () => {
      atStart = readNow();
      startedAt = performance.now() - (order.kind === 'counted' ? 0 : order.warmupSeconds * 1000);
    },
    measured: () => {
      atEnd = readNow();
    },
    progress: (acks) => context.progress.tick(`${name}: ${acks.toLocaleString('en')} acknowledged`),
  });
  await target.settled();
  const workedSeconds = (performance.now() - startedAt) / 1000;
  const after = await readCounters(context, target);
  const messages = result.acked.length;
  const seconds = result.measuredSeconds;
  const serverCpuPercent = percent(atStart?.server, atEnd?.server, seconds);
  const postgresCpuPercent = percent(atStart?.all?.postgres, atEnd?.all?.postgres, seconds);
  const ackedPerSecond = result.measuredAcks / seconds;
  const figures: RunFigures = {
    kind: order.kind,
    connections: order.kind === 'open' ? order.maxConnections : order.connections,
    ratePerSecond: order.kind === 'open' ? order.ratePerSecond : undefined,
    ackedPerSecond,
    storedPerSecond: messages / workedSeconds,
    latency: result.latency,
    statementsPerMessage: per(difference(before.database.statements, after.database.statements), messages),
    commitsPerMessage: per(difference(before.database.commits, after.database.commits), messages),
    walBytesPerMessage: per(after.database.walBytes - before.database.walBytes, messages) ?? 0,
    redisCommandsPerMessage: per(difference(before.redis, after.redis), messages),
    serverCpuPercent,
    postgresCpuPercent,
    cpuMicrosPerMessage: per(sum(serverCpuPercent, postgresCpuPercent), ackedPerSecond / 1e4),
    generatorCpuPercent: result.generatorCpuPercent,
    otherCpuPercent: percent(othersOf(atStart), othersOf(atEnd), seconds),
    refused: result.refused,
    signedLate: result.signedLate,
  };
  return { figures, acked: result.acked };
}
