import type { BenchContext } from './bench-context.ts';
import { type PlannedVariant, pgVariants, redisVariants } from './measure/chat-variants.ts';
import { type KillFigures, measureKill } from './measure/measure-kill.ts';
import { type LimitFigures, measureLimit } from './measure/measure-limit.ts';
import { measureReference, type ReferenceFigures } from './measure/measure-reference.ts';
import { measureTarget, type TargetFigures, type TargetPlan } from './measure/measure-target.ts';
import { countRows, type RowCounts } from './measure/written-tables.ts';
import { chatTarget } from './targets/chat-target.ts';
import { parleyTarget } from './targets/parley-target.ts';
import { findRedis, type RunningRedis, startRedis } from './targets/redis-process.ts';
import type { Target } from './targets/target.ts';

/** Everything that was measured; what was not asked for or not possible is missing and said so in `notes`. */
export interface IngestFigures {
  readonly reference: ReferenceFigures | undefined;
  readonly limit: LimitFigures | undefined;
  readonly targets: readonly TargetFigures[];
  readonly kills: readonly KillFigures[];
  readonly redisVersion: string | undefined;
  readonly notes: readonly string[];
}

/** The connection count that the variants are compared at. */
export const comparedConnections = 200;

function planFor({ options }: BenchContext, { extent }: PlannedVariant): TargetPlan {
  if (extent === 'full') return { connections: options.connections, rates: options.rates };
  return { connections: [comparedConnections], rates: [] };
}

/** Runs what was asked for, one part after the other: nothing shares the processors with what is measured. */
export async function runParts(context: BenchContext): Promise<IngestFigures> {
  const { options, postgres } = context;
  const wanted = (part: Parameters<typeof options.parts.has>[0]): boolean => options.parts.has(part);
  const notes: string[] = [];
  const targets: TargetFigures[] = [];
  let limit: LimitFigures | undefined;

  const reference = wanted('reference') ? await measureReference(context) : undefined;
  if (wanted('parley')) {
    const plan = { connections: options.connections, rates: options.rates };
    let rowsBefore: RowCounts = new Map();
    const measured = await measureTarget(
      context,
      parleyTarget(postgres),
      plan,
      wanted('limit')
        ? {
            afterFirst: async (running) => {
              rowsBefore = await countRows(running.databaseUrl);
            },
            beforeRemoval: async (running) => {
              limit = await measureLimit(context, running.databaseUrl, rowsBefore);
            },
          }
        : undefined,
    );
    targets.push(measured);
  } else if (wanted('limit')) {
    notes.push('limit: it writes the rows that Parley wrote, so it needs the part parley');
  }

  const peers: { readonly variant: PlannedVariant; readonly target: Target }[] = [];
  const variants = (all: readonly PlannedVariant[]): readonly PlannedVariant[] =>
    options.quick ? all.slice(0, 1) : all;
  if (wanted('chat-pg')) {
    for (const variant of variants(pgVariants))
      peers.push({ variant, target: chatTarget(variant, postgres) });
  }
  let redis: RunningRedis | undefined;
  const redisVersion = findRedis();
  if (wanted('chat-redis')) {
    if (redisVersion === undefined) {
      notes.push(
        'chat + state-redis: there is no redis-server on this machine (Debian: apt-get install redis-server)',
      );
    } else {
      redis = await startRedis(redisVersion);
      for (const variant of variants(redisVariants)) {
        peers.push({ variant, target: chatTarget(variant, postgres, redis) });
      }
    }
  }
  try {
    for (const { variant, target } of peers) {
      targets.push(await measureTarget(context, target, planFor(context, variant)));
    }
    const kills: KillFigures[] = [];
    if (wanted('kill')) {
      const killed = [
        ...(wanted('parley') ? [parleyTarget(postgres)] : []),
        ...peers
          .filter(({ variant }) => !options.quick && variant.insert && variant.concurrency === 'queue')
          .map(({ target }) => target),
      ];
      for (const target of killed) kills.push(await measureKill(context, target));
    }
    return { reference, limit, targets, kills, redisVersion: redis?.version, notes };
  } finally {
    await redis?.stop();
  }
}
