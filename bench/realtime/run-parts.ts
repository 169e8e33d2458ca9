import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningPostgres } from 'parley-tests/postgres';
import { readCpu, readProcessUsage } from '../ingest/measure/process-usage.ts';
import type { Progress } from '../ingest/report/progress.ts';
import { sharedNow } from './load/heard-messages.ts';
import type { LoadReport } from './load/load-order.ts';
import { type LoadProcesses, startLoadProcesses } from './load/load-processes.ts';
import { percentile } from './measure/percentile.ts';
import { sendMessages } from './measure/send-messages.ts';
import { untilQuiet } from './measure/until-quiet.ts';
import type { RealtimeBenchOptions } from './options.ts';
import type { BenchTarget } from './targets/bench-target.ts';
import { openParleyTarget } from './targets/parley-target.ts';
import { openSocketIoTarget } from './targets/socketio-target.ts';

/** Processor time of the measured stretch, in seconds. */
export interface CpuShares {
  readonly wallSeconds: number;
  /** Of the server's process. */
  readonly server: number;
  /** Of the processes that hold the sockets. */
  readonly load: number;
  /** Of programs that have nothing to do with the benchmark. */
  readonly others: number;
}

/** What idle sockets cost. */
export interface IdleFigures {
  readonly sockets: number;
  /** Half a minute after the last one was connected, garbage of connecting included. */
  readonly rssPerSocketBytes: number;
  /** Of the whole process, before there were any and a minute after. */
  readonly rssBytes: { readonly before: number; readonly later: number };
  readonly connectSeconds: number;
}

/** From webhook to frame. */
export interface LatencyFigures {
  readonly sockets: number;
  readonly perSecond: number;
  readonly frames: number;
  readonly missing: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly ackP50Ms: number;
  readonly cpu: CpuShares;
}

/** What happened when the server was killed under all its sockets. */
export interface StormFigures {
  readonly sockets: number;
  /** From when the new server took requests to the last socket that was back. */
  readonly resumedSeconds: number;
  readonly missing: number;
  readonly twice: number;
  readonly resyncs: number;
  /** Attempts to come back that failed, those while nobody listened included. */
  readonly failures: LoadReport['failures'];
  /** Of webhooks meanwhile, those before the new server was up left out. */
  readonly ackP99Ms: number;
  readonly cpu: CpuShares;
}

/** What sockets did not hear that they should have. */
export interface LostFigures {
  readonly target: 'parley' | 'socketio';
  readonly event: 'network cut' | 'server killed';
  readonly sockets: number;
  readonly expected: number;
  readonly lost: number;
  readonly twice: number;
  /** Sockets that were told they had missed something. */
  readonly told: number;
}

/** Everything that was measured. */
export interface RealtimeFigures {
  readonly idle?: IdleFigures;
  readonly latency?: LatencyFigures;
  readonly storm?: StormFigures;
  readonly lost?: readonly LostFigures[];
}

/** What the parts run with. */
export interface RealtimeBench {
  readonly options: RealtimeBenchOptions;
  readonly postgres: RunningPostgres;
  readonly progress: Progress;
}

const connectAtOnce = 250;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs what was asked for, one part after the other. */
export async function runParts(bench: RealtimeBench): Promise<RealtimeFigures> {
  const { options, postgres, progress } = bench;
  const { parts } = options;
  let figures: RealtimeFigures = {};
  if (parts.has('idle') || parts.has('storm')) {
    await withLoad(await openParleyTarget(postgres, options.sockets), async (target, load) => {
      progress.say(`connecting ${options.sockets} sockets`);
      const idle = await measureIdle(target, load);
      if (parts.has('idle')) figures = { ...figures, idle };
      if (!parts.has('storm')) return;
      progress.say('killing the server under them');
      figures = { ...figures, storm: await measureStorm(target, load, options.sockets, postgres) };
    });
  }
  if (parts.has('latency')) {
    await withLoad(await openParleyTarget(postgres, options.listeners), async (target, load) => {
      progress.say(`${options.rate} webhooks per second to ${options.listeners} sockets`);
      figures = { ...figures, latency: await measureLatency(target, load, options, postgres) };
    });
  }
  if (!parts.has('lost')) return figures;
  const lost: LostFigures[] = [];
  for (const event of ['network cut', 'server killed'] as const) {
    for (const kind of ['parley', 'socketio'] as const) {
      progress.say(`${event}: ${options.compared} sockets of ${kind}`);
      const target = await (kind === 'parley'
        ? openParleyTarget(postgres, options.compared)
        : openSocketIoTarget(options.compared));
      await withLoad(target, async (_target, load) => {
        lost.push(await measureLost(target, load, event));
      });
    }
  }
  return { ...figures, lost };
}

async function withLoad(
  target: BenchTarget,
  work: (target: BenchTarget, load: LoadProcesses) => Promise<void>,
): Promise<void> {
  const load = startLoadProcesses(2);
  try {
    await work(target, load);
  } finally {
    await load.end();
    await target.remove();
  }
}

const connectAll = ({ kind, url, apiKey, names }: BenchTarget, load: LoadProcesses): Promise<void> =>
  load.connect({ kind, url, apiKey, names, atOnce: connectAtOnce });

function rssOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** First line of the lock file: the process of the server. */
const postmaster = ({ dataDir }: RunningPostgres): number =>
  Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Notes who used the processors from now until the returned function is called. */
async function watchCpu(
  { pid }: BenchTarget,
  load: LoadProcesses,
  postgres: RunningPostgres,
): Promise<() => Promise<CpuShares>> {
  const read = async () => ({
    at: performance.now(),
    server: readProcessUsage(pid)?.cpuSeconds ?? Number.NaN,
    load: (await load.report()).cpuSeconds,
    cpu: readCpu(postmaster(postgres)),
  });
  const before = await read();
  return async () => {
    const after = await read();
    const machine = (after.cpu?.machine ?? Number.NaN) - (before.cpu?.machine ?? Number.NaN);
    return {
      wallSeconds: (after.at - before.at) / 1000,
      server: after.server - before.server,
      load: after.load - before.load,
      others: machine - ((after.cpu?.ours ?? Number.NaN) - (before.cpu?.ours ?? Number.NaN)),
    };
  };
}

async function measureIdle(target: BenchTarget, load: LoadProcesses): Promise<IdleFigures> {
  // A few first, so that the code is warm and pools are full before anything is compared.
  const { kind, url, apiKey, names } = target;
  const few = startLoadProcesses(1);
  await few.connect({ kind, url, apiKey, names: names.slice(0, 200), atOnce: 50 });
  await few.end();
  await wait(5000);
  const before = rssOf(target.pid);
  const startedAt = performance.now();
  await connectAll(target, load);
  const connectSeconds = (performance.now() - startedAt) / 1000;
  await wait(30_000);
  const rssPerSocketBytes = (rssOf(target.pid) - before) / names.length;
  await wait(30_000);
  const later = rssOf(target.pid);
  return { sockets: names.length, rssPerSocketBytes, rssBytes: { before, later }, connectSeconds };
}

async function measureLatency(
  target: BenchTarget,
  load: LoadProcesses,
  { rate, seconds, listeners }: RealtimeBenchOptions,
  postgres: RunningPostgres,
): Promise<LatencyFigures> {
  const count = rate * seconds;
  // Everybody has written before: a first message makes a customer, an identity and a conversation as well.
  await sendMessages(target, 0, count, 500);
  await connectAll(target, load);
  await sendMessages(target, 0, rate, rate);
  await wait(1000);
  await load.tell({ do: 'reset' });
  const used = await watchCpu(target, load, postgres);
  const { ackMs } = await sendMessages(target, 0, count, rate);
  const cpu = await used();
  const expected = count * listeners;
  await untilQuiet(load, { sockets: listeners, heard: expected }, 3000, 30_000);
  const { heard, latencies } = await load.report(true);
  return {
    sockets: listeners,
    perSecond: rate,
    frames: heard,
    missing: expected - heard,
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    p99Ms: percentile(latencies, 0.99),
    ackP50Ms: percentile(ackMs, 0.5),
    cpu,
  };
}

async function measureStorm(
  target: BenchTarget,
  load: LoadProcesses,
  sockets: number,
  postgres: RunningPostgres,
): Promise<StormFigures> {
  const [rate, seconds] = [2, 20];
  await load.tell({ do: 'reset' });
  const sending = sendMessages(target, 0, rate * seconds, rate);
  await wait(2000);
  await target.kill();
  await target.start();
  const upAt = sharedNow();
  const used = await watchCpu(target, load, postgres);
  const upAfterMs = await backAgain(load, sockets, upAt);
  const cpu = await used();
  const { ackMs } = await sending;
  const expected = rate * seconds * sockets;
  const report = await untilQuiet(load, { sockets, heard: expected }, 5000, 60_000);
  // What was due while nobody was there waited for that, and not for the sockets.
  const after = ackMs.slice(-rate * (seconds / 2));
  return {
    sockets,
    resumedSeconds: upAfterMs / 1000,
    missing: expected - report.heard,
    twice: report.twice,
    resyncs: report.resyncs,
    failures: report.failures,
    ackP99Ms: percentile(after, 0.99),
    cpu,
  };
}

async function backAgain(load: LoadProcesses, sockets: number, since: number): Promise<number> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const { connected, lastConnectedAt } = await load.report();
    if (connected === sockets && lastConnectedAt !== null) return lastConnectedAt - since;
    await wait(100);
  }
  return Number.NaN;
}

async function measureLost(
  target: BenchTarget,
  load: LoadProcesses,
  event: LostFigures['event'],
): Promise<LostFigures> {
  const [rate, seconds] = [20, 12];
  const sockets = target.names.length;
  await connectAll(target, load);
  await load.tell({ do: 'reset' });
  const sending = sendMessages(target, 0, rate * seconds, rate);
  await wait(3000);
  if (event === 'network cut') await load.tell({ do: 'cut' });
  else {
    await target.kill();
    await target.start();
  }
  await sending;
  const expected = rate * seconds * sockets;
  const { heard, twice, resyncs } = await untilQuiet(load, { sockets, heard: expected }, 5000, 60_000);
  return { target: target.kind, event, sockets, expected, lost: expected - heard, twice, told: resyncs };
}
