import { parseArgs } from 'node:util';

/** The parts that `--only` can name. */
export const partNames = ['list', 'events', 'typing', 'prepend', 'size'] as const;

/** One part of the benchmark. */
export type PartName = (typeof partNames)[number];

/** What is measured. */
export interface WidgetsOptions {
  /** Every figure is the median of so many runs. @defaultValue 5, with `--quick` 3 */
  readonly runs: number;
  /** @defaultValue 10000 */
  readonly rows: number;
  /** @defaultValue 5000 */
  readonly messages: number;
  /** Keys per run. @defaultValue 100, with `--quick` 40 */
  readonly keys: number;
  /** How long a hundred messages a second come in. @defaultValue 10, with `--quick` 3 */
  readonly burstSeconds: number;
  /** @defaultValue all */
  readonly parts: ReadonlySet<PartName>;
  readonly quick: boolean;
}

/** Printed by `--help`. */
export const usage = `bench widgets: the agents' inbox in Chromium beside a plain list and stream-chat-react.

  --quick      3 runs instead of 5, fewer keys, a shorter burst
  --runs N     median of N runs
  --rows N     rows of the list (default 10000)
  --only A,B   some of: ${partNames.join(', ')}
`;

/**
 * Reads the command line.
 *
 * @returns `undefined` when only help was asked for
 * @throws Error that names the option that cannot be used
 */
export function readOptions(args: readonly string[]): WidgetsOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      rows: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const { quick } = values;
  return {
    runs: wholeNumber(values.runs, '--runs', quick ? 3 : 5),
    rows: wholeNumber(values.rows, '--rows', 10_000),
    messages: 5_000,
    keys: quick ? 40 : 100,
    burstSeconds: quick ? 3 : 10,
    parts: parts(values.only),
    quick,
  };
}

function wholeNumber(text: string | undefined, option: string, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} takes a whole number above zero, not "${text}".`);
  return number;
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
