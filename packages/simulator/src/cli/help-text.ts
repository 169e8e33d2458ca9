import type { CommandName, CommandSpec } from './command-table.ts';
import { commandTable, envNameOf } from './command-table.ts';

const program = 'parley-simulate';

function overview(): string {
  const names = Object.keys(commandTable) as CommandName[];
  const widest = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(widest)}  ${commandTable[name].help}`);
  return `A stand-in for the WhatsApp Cloud API that also plays the customers.

Usage: ${program} <command> [options]

${lines.join('\n')}

The commands drive the simulator that runs at --url (started with "serve"), so that replies show on its phone page.
With --direct they post straight to the webhook instead.

Options of a command: ${program} help <command>
Every option can be set in the environment: --webhook-url is ${envNameOf('webhook-url')}.
Exit codes: 0 done, 1 the webhook or the simulator did not take it, 2 wrong usage.
`;
}

function details(name: CommandName): string {
  const spec: CommandSpec = commandTable[name];
  const argument = spec.argument === undefined ? '' : ` <${spec.argument}>`;
  const rows = Object.entries(spec.options).map(([option, { value, help, fallback }]) => ({
    left: `--${option}${value === undefined ? '' : ` ${value}`}`,
    right: `${help}${fallback === undefined ? '' : ` (default: ${fallback})`}`,
    env: envNameOf(option),
  }));
  const widest = Math.max(0, ...rows.map((row) => row.left.length));
  const lines = rows.map(
    (row) => `  ${row.left.padEnd(widest)}  ${row.right}\n  ${' '.repeat(widest)}  ${row.env}`,
  );
  return `${spec.help}

Usage: ${program} ${name}${argument} [options]

${lines.join('\n')}
`;
}

/** The text of `help`, for one command or all. */
export function helpText(topic: string | undefined): string {
  return topic !== undefined && Object.hasOwn(commandTable, topic)
    ? details(topic as CommandName)
    : overview();
}
