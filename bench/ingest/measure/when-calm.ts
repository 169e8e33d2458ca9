import { setTimeout as wait } from 'node:timers/promises';
import type { BenchContext } from '../bench-context.ts';
import { type CpuReading, readCpu } from './process-usage.ts';

const calmPercent = 15;
const calmSeconds = 3;
const longestWaitSeconds = 180;
const maxAttempts = 5;

function othersPercent(
  before: CpuReading | undefined,
  after: CpuReading | undefined,
  seconds: number,
): number {
  if (before === undefined || after === undefined) return 0;
  return (100 * (after.machine - after.ours - (before.machine - before.ours))) / seconds;
}

/** Waits until other programs leave the processors alone, or gives up waiting. */
async function untilCalm({ postgresPid, progress }: BenchContext): Promise<void> {
  let calm = 0;
  for (let waited = 0; calm < calmSeconds && waited < longestWaitSeconds; waited += 1) {
    const before = readCpu(postgresPid);
    await wait(1_000);
    const others = othersPercent(before, readCpu(postgresPid), 1);
    calm = others < calmPercent ? calm + 1 : 0;
    progress.tick(`waiting for a calm machine: other programs use ${Math.round(others)} % of a core`);
  }
}

/**
 * With `--calm`: starts when other programs are quiet, and starts over when they were not meanwhile. Without it, or where
 * nothing is known about other programs: runs once, at once.
 */
export async function whenCalm<T>(context: BenchContext, name: string, work: () => Promise<T>): Promise<T> {
  if (!context.options.calm) return work();
  for (let attempt = 1; ; attempt += 1) {
    await untilCalm(context);
    const before = readCpu(context.postgresPid);
    const since = performance.now();
    const value = await work();
    const seconds = (performance.now() - since) / 1000;
    const others = othersPercent(before, readCpu(context.postgresPid), seconds);
    if (others <= calmPercent || attempt === maxAttempts) return value;
    context.progress.say(`${name}: other programs used ${Math.round(others)} % of a core; once more`);
  }
}
