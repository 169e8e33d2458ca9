import { parseArgs } from 'node:util';

/** The parts that `--only` can name. */
export const partNames = ['reference', 'parley', 'limit', 'chat-pg', 'chat-redis', 'kill'] as const;

/** One part of the benchmark. */
export type PartName = (typeof partNames)[number];

/** What is run and for how long. */
export interface IngestOptions {
  /** Measured time of one run. @defaultValue 6, with `--quick` 2 */
  readonly seconds: number;
  /** Time before it that does not count. @defaultValue 1, with `--quick` 0.5 */
  readonly warmupSeconds: number;
  /** Closed loop: how many connections, one run each. @defaultValue 1, 20, 200, 500; with `--quick` 1, 200 */
  readonly connections: readonly number[];
  /** Open model: messages per second. @defaultValue 300, 1500, 3300; with `--quick` 300 */
  readonly rates: readonly number[];
  /** @defaultValue all */
  readonly parts: ReadonlySet<PartName>;
  /** How many people write. @defaultValue 2000, with `--quick` 500 */
  readonly customers: number;
  /** Wait for other programs to be quiet, and repeat what they disturbed. @defaultValue false */
  readonly calm: boolean;
  /** One set-up of each peer, and only Parley is killed. */
  readonly quick: boolean;
}

/** Printed by `--help`. */
export const usage = `bench ingest: signed WhatsApp webhooks over HTTP into real PostgreSQL with fsync on.

  --quick               everything in less than 90 seconds
  --seconds N           measured seconds of one run (default 6, quick 2)
  --connections A,B,C   connections of the closed loop (default 1,20,200,500, quick 1,200)
  --rates A,B,C         messages per second of the open model (default 300,1500,3300, quick 300)
  --calm                wait until other programs are quiet, and repeat runs they disturbed; takes as long as it takes
  --only A,B            some of: ${partNames.join(', ')} (limit needs parley)
`;

function numbers(text: string, option: string): number[] {
  const found = text.split(',').map(Number);
  if (found.some((n) => !Number.isInteger(n) || n <= 0)) {
    throw new Error(`${option} takes whole numbers above zero with commas between them, not "${text}".`);
  }
  return found;
}

function parts(text: string | undefined): ReadonlySet<PartName> {
  if (text === undefined) return new Set(partNames);
  const chosen = text.split(',').map((name) => {
    const part = partNames.find((known) => known === name);
    if (part === undefined) throw new Error(`--only knows ${partNames.join(', ')}, not "${name}".`);
    return part;
  });
  return new Set(chosen);
}

/**
 * Reads the command line.
 *
 * @returns `undefined` when only help was asked for
 * @throws Error that names the option that cannot be used
 */
export function readOptions(args: readonly string[]): IngestOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      connections: { type: 'string' },
      rates: { type: 'string' },
      only: { type: 'string' },
      calm: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const quick = values.quick;
  const seconds = Number(values.seconds ?? (quick ? 2 : 6));
  if (!(seconds > 0 && seconds <= 600))
    throw new Error(`--seconds is above 0 and at most 600, not "${values.seconds}".`);
  return {
    seconds,
    warmupSeconds: quick ? 0.5 : 1,
    connections: numbers(values.connections ?? (quick ? '1,200' : '1,20,200,500'), '--connections'),
    rates: numbers(values.rates ?? (quick ? '300' : '300,1500,3300'), '--rates'),
    parts: parts(values.only),
    customers: quick ? 500 : 2_000,
    calm: values.calm,
    quick,
  };
}
