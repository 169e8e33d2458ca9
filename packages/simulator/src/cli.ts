#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CliIo } from './cli/cli-io.ts';
import { CliFailure } from './cli/cli-io.ts';
import { runDirect } from './cli/direct-commands.ts';
import { drive } from './cli/drive-commands.ts';
import { helpText } from './cli/help-text.ts';
import { parseCommand, UsageError } from './cli/parse-command.ts';
import { serve } from './cli/serve-command.ts';
import { SimulatorError } from './simulator-error.ts';

/**
 * Runs one command line. Never throws.
 *
 * @param argv - Without the program's name.
 * @returns the exit code: 0 done, 1 not taken, 2 wrong usage.
 */
export async function runSimulatorCli(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    const command = parseCommand(argv, io.env);
    if (command.name === 'help') {
      io.say(helpText(command.argument));
      return 0;
    }
    if (command.name === 'serve') return await serve(command, io);
    return command.values['direct'] === true ? await runDirect(command, io) : await drive(command, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.complain(`${error.message}\nSee "help".`);
      return 2;
    }
    if (error instanceof CliFailure || error instanceof SimulatorError) {
      io.complain(error.message);
      return error instanceof SimulatorError && error.code === 'invalid_option' ? 2 : 1;
    }
    io.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

/** The real terminal. */
function terminal(): CliIo {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const wide = process.stderr.isTTY;
  let progressShown = false;
  let lastProgressMs = 0;
  const endProgress = () => {
    if (progressShown) process.stderr.write('\n');
    progressShown = false;
  };
  return {
    say: (line) => {
      endProgress();
      process.stdout.write(`${line}\n`);
    },
    complain: (line) => {
      endProgress();
      process.stderr.write(`${line}\n`);
    },
    progress: (line) => {
      const nowMs = performance.now();
      // A log file gets a line a second, a terminal one line that changes.
      if (!wide && nowMs - lastProgressMs < 1000) return;
      lastProgressMs = nowMs;
      process.stderr.write(wide ? `\r${line}\u001b[K` : `${line}\n`);
      progressShown = wide;
    },
    env: process.env,
    readFile,
    fetch: (url, init) => fetch(url, init),
    stopped: stop.signal,
  };
}

function startedAsProgram(): boolean {
  const started = process.argv[1];
  // In the CommonJS build there is no such address, and nobody runs that one.
  const here: string | undefined = import.meta.url;
  if (started === undefined || here === undefined) return false;
  return realpathSync(started) === realpathSync(fileURLToPath(here));
}

if (startedAsProgram()) {
  // Not awaited here: the CommonJS build has no top-level await.
  void runSimulatorCli(process.argv.slice(2), terminal()).then((code) => {
    process.exitCode = code;
  });
}
