import type { BenchContext } from '../bench-context.ts';
import type { LoadResult } from '../load/load-order.ts';
import { type SingleInsertServer, startNoStore, startSingleInsert } from '../targets/single-insert-target.ts';
import { whenCalm } from './when-calm.ts';

/** What the machine can do without any product in between. */
export interface ReferenceFigures {
  /** node:http that answers and stores nothing, at 200 connections, in messages per second. */
  readonly nothingStoredPerSecond: number;
  /** Percent of one core that the load generator took for it. */
  readonly generatorCpuPercent: number;
  /** One connection, one insert with its commit per request: milliseconds. */
  readonly singleInsertP50Ms: number;
  readonly singleInsertP99Ms: number;
}

const ceilingConnections = 200;
const ceilingPreparedPerSecond = 70_000;
const maxSeconds = 3;

/** Measures node:http alone, and node:http with one insert per request over one connection. */
export async function measureReference(context: BenchContext): Promise<ReferenceFigures> {
  const { options, generator, progress } = context;
  const { warmupSeconds } = options;
  const seconds = Math.min(options.seconds, maxSeconds);
  const run = async (
    start: () => Promise<SingleInsertServer>,
    connections: number,
    preparedPerSecond: number,
  ): Promise<LoadResult> => {
    const server = await start();
    try {
      await generator.aim({
        url: server.url,
        appSecret: 'not looked at',
        phoneNumberId: '106540352242922',
        runId: context.runId,
        customers: options.customers,
      });
      const prepare = preparedPerSecond * (seconds + warmupSeconds);
      return await generator.run({ kind: 'closed', connections, seconds, warmupSeconds, prepare });
    } finally {
      await server.stop();
    }
  };
  progress.say('reference: node:http that stores nothing');
  const ceiling = await whenCalm(context, 'reference', () =>
    run(startNoStore, ceilingConnections, ceilingPreparedPerSecond),
  );
  progress.say('reference: node:http with one insert per request, one connection');
  const single = await whenCalm(context, 'reference', () =>
    run(() => startSingleInsert(context.postgres), 1, 6_000),
  );
  return {
    nothingStoredPerSecond: ceiling.measuredAcks / ceiling.measuredSeconds,
    generatorCpuPercent: ceiling.generatorCpuPercent,
    singleInsertP50Ms: single.latency.p50Ms,
    singleInsertP99Ms: single.latency.p99Ms,
  };
}
