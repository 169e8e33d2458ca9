import { parseArgs } from 'node:util';

/** The parts that `--only` can name. */
export const partNames = ['idle', 'latency', 'storm', 'lost'] as const;

/** One part of the benchmark. */
export type PartName = (typeof partNames)[number];

/** How much is done. */
export interface RealtimeBenchOptions {
  /** Sockets of `idle` and `storm`. @defaultValue 10_000, with `--quick` 1_000 */
  readonly sockets: number;
  /** Sockets of `latency`. @defaultValue 500, with `--quick` 100 */
  readonly listeners: number;
  /** Webhooks per second of `latency`. @defaultValue 200, with `--quick` 50 */
  readonly rate: number;
  /** Measured seconds of `latency`. @defaultValue 15, with `--quick` 4 */
  readonly seconds: number;
  /** Sockets of each side of `lost`. @defaultValue 1_000, with `--quick` 200 */
  readonly compared: number;
  /** @defaultValue all */
  readonly parts: ReadonlySet<PartName>;
}

/** Printed by `--help`. */
export const usage = `bench realtime: WebSockets of the reference server on PostgreSQL, beside socket.io.

  --quick         a tenth of everything, in about a minute
  --sockets N     sockets that are idle and that come back at once (default 10000, quick 1000)
  --rate N        webhooks per second of the latency part (default 200, quick 50)
  --seconds N     measured seconds of the latency part (default 15, quick 4)
  --only A,B      some of: ${partNames.join(', ')}
`;

/**
 * Reads the command line.
 *
 * @returns `undefined` when only help was asked for
 * @throws Error that names the option that cannot be used
 */
export function readOptions(args: readonly string[]): RealtimeBenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      sockets: { type: 'string' },
      rate: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const { quick } = values;
  return {
    sockets: positive(values.sockets, '--sockets', quick ? 1_000 : 10_000),
    listeners: quick ? 100 : 500,
    rate: positive(values.rate, '--rate', quick ? 50 : 200),
    seconds: positive(values.seconds, '--seconds', quick ? 4 : 15),
    compared: quick ? 200 : 1_000,
    parts: new Set(values.only === undefined ? partNames : values.only.split(',').map(partOf)),
  };
}

function positive(text: string | undefined, option: string, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number above zero.`);
  return value;
}

function partOf(name: string): PartName {
  const part = partNames.find((known) => known === name);
  if (part === undefined) throw new Error(`--only knows ${partNames.join(', ')}, not "${name}".`);
  return part;
}
