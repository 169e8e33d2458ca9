import type { TargetFigures } from '../measure/measure-target.ts';
import { comparedConnections } from '../run-parts.ts';
import { ratio, whole } from './format-table.ts';
import type { IngestResults } from './write-results.ts';

/** One aim of the project and whether this run reached it. */
export interface AimResult {
  readonly aim: string;
  readonly measured: string;
  readonly reached: boolean;
}

const find = (results: IngestResults, id: string): TargetFigures | undefined =>
  results.targets.find((target) => target.id === id);

/** Messages per second, stored, at the compared number of connections. */
export function comparedRate(target: TargetFigures | undefined): number | undefined {
  const run = target?.closed.find((figures) => figures.connections === comparedConnections);
  if (run === undefined) return undefined;
  return target?.acksAfterStoring === true ? run.ackedPerSecond : run.storedPerSecond;
}

/** Checks the aims that this run can say something about. */
export function checkAims(results: IngestResults): AimResult[] {
  const parley = find(results, 'parley');
  const rate = comparedRate(parley);
  if (parley === undefined || rate === undefined) return [];
  const aims: AimResult[] = [];
  const compare = (aim: string, other: number | undefined, least: number): void => {
    if (other !== undefined)
      aims.push({ aim, measured: ratio(rate / other), reached: rate / other >= least });
  };
  aims.push({
    aim: `at least 5,000 msg/s at ${comparedConnections} connections on two cores`,
    measured: `${whole(rate)} msg/s`,
    reached: rate >= 5_000,
  });
  compare('at least 10× chat + state-pg', comparedRate(find(results, 'chat-pg')), 10);
  const redisRates = results.targets
    .filter((target) => target.id.startsWith('chat-redis'))
    .map((target) => comparedRate(target) ?? 0);
  if (redisRates.length > 0)
    compare('above chat + state-redis, its fastest set-up', Math.max(...redisRates), 1);
  compare('at least 0.5 of the limit', results.limit?.messagesPerSecond, 0.5);
  const alone = parley.closed.find((figures) => figures.connections === 1)?.latency.p50Ms;
  const single = results.reference?.singleInsertP50Ms;
  if (alone !== undefined && single !== undefined) {
    aims.push({
      aim: 'a lone message: p50 at most 2× one insert with its commit',
      measured: `${alone.toFixed(2)} ms against ${single.toFixed(2)} ms, ${ratio(alone / single)}`,
      reached: alone / single <= 2,
    });
  }
  return aims;
}
