import { parseArgs } from 'node:util';
import type { CommandName, CommandSpec, OptionSpec } from './command-table.ts';
import { commandTable, envNameOf } from './command-table.ts';

/** The command line was written wrongly. */
export class UsageError extends Error {
  readonly code = 'usage';

  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** A read command line: options by name, from the line, else the environment, else the default. */
export interface Command {
  readonly name: CommandName;
  /** Positional arguments after the name. */
  readonly argument: string | undefined;
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandTable, name);
}

function numberOf(text: string, source: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`${source} must be a number, not "${text}".`);
  return value;
}

function readOption(
  name: string,
  spec: OptionSpec,
  given: string | boolean | (string | boolean)[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | number | boolean | readonly string[] | undefined {
  const variable = envNameOf(name);
  const fromEnv = env[variable] === '' ? undefined : env[variable];
  switch (spec.kind) {
    case 'switch':
      return given === true || fromEnv === 'true' || fromEnv === '1';
    case 'list':
      return Array.isArray(given)
        ? given.map(String)
        : (fromEnv?.split(',').map((item) => item.trim()) ?? []);
    case 'number': {
      if (typeof given === 'string') return numberOf(given, `--${name}`);
      return fromEnv === undefined ? spec.fallback : numberOf(fromEnv, variable);
    }
    case 'text':
      return typeof given === 'string' ? given : (fromEnv ?? spec.fallback);
  }
}

/**
 * Reads a command line. @throws {@link UsageError} for an unknown command or option, or a value that does not fit.
 *
 * @param argv - Without the program's name.
 */
export function parseCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command {
  const [first = 'help', ...rest] = argv;
  const name = first === '--help' || first === '-h' ? 'help' : first;
  if (!isCommand(name)) {
    throw new UsageError(`There is no command "${name}". Known: ${Object.keys(commandTable).join(', ')}.`);
  }
  const spec: CommandSpec = commandTable[name];
  const options = Object.fromEntries(
    Object.entries(spec.options).map(([option, { kind }]) => [
      option,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    const all = { ...options, help: { type: 'boolean' as const, short: 'h', multiple: false } };
    parsed = parseArgs({ args: [...rest], options: all, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (parsed.values['help'] === true) return { name: 'help', argument: name, values: {} };
  const most = spec.argument === undefined && name !== 'help' ? 0 : 1;
  if (parsed.positionals.length > most) {
    throw new UsageError(`"${name}" does not take "${parsed.positionals[most]}".`);
  }
  // One variable is enough to move the simulator: its commands follow the port it is told to listen on.
  const port = env[envNameOf('port')];
  const moved =
    env[envNameOf('url')] || !port ? env : { ...env, [envNameOf('url')]: `http://localhost:${port}` };
  const values = Object.entries(spec.options).map(
    ([option, optionSpec]) => [option, readOption(option, optionSpec, parsed.values[option], moved)] as const,
  );
  return { name, argument: parsed.positionals[0], values: Object.fromEntries(values) };
}

/** A text option. @throws {@link UsageError} when it is needed and missing. */
export function textOf(command: Command, option: string): string {
  const value = command.values[option];
  if (typeof value !== 'string') throw new UsageError(`"${command.name}" needs --${option}.`);
  return value;
}

/** A whole number in a range. @throws {@link UsageError} when it is not. */
export function wholeOf(value: unknown, what: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`${what} must be a whole number from ${least} to ${most}.`);
  }
  return value;
}
