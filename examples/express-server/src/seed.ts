import { parseArgs } from 'node:util';
import { SupportError } from '@parley/core';
import { pino } from 'pino';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { demoAccount } from './demo-account.ts';
import { demoStage } from './demo-story/demo-stage.ts';
import { progressBar } from './demo-story/progress-bar.ts';
import { StoriesAlreadyThereError, writeStories } from './demo-story/write-stories.ts';

const usage = 'npm run seed -- [--conversations 10000] [--seed 1]';
const mostConversations = 1_000_000;

/**
 * Prepares the database without starting the server: schema, the demo account where it is wanted, and as many
 * conversations as asked for, the same ones for the same seed.
 */
async function seed(): Promise<void> {
  const count = numberOf('conversations', 0, mostConversations);
  const number = numberOf('seed', 1, 2 ** 31);
  const config = readConfig(process.env);
  process.stdout.write('Preparing the database …\n');
  const { storage, parley } = await compose(config, pino({ level: 'warn' }));
  try {
    if (count > 0 && !config.demo)
      throw new Error('Conversations are made in the demo account only: set PARLEY_DEMO=true.');
    if (count > 0) {
      const write = lineWriter();
      await writeStories(parley, await demoStage(parley), {
        count,
        seed: number,
        onProgress: (done, all) => write(progressBar(done, all)),
      });
      process.stdout.write('\n');
    }
  } finally {
    await storage.close();
  }
  process.stdout.write(
    config.demo ? `Done. Demo account ${demoAccount.accountId}, API key ${demoAccount.apiKey}\n` : 'Done.\n',
  );
}

function numberOf(name: 'conversations' | 'seed', otherwise: number, most: number): number {
  const { values } = parseArgs({ options: { conversations: { type: 'string' }, seed: { type: 'string' } } });
  const text = values[name];
  if (text === undefined) return otherwise;
  if (!/^\d{1,10}$/.test(text) || Number(text) > most)
    throw new Error(`--${name} takes a whole number up to ${most.toLocaleString('en')}.\n${usage}`);
  return Number(text);
}

/** On a terminal one line that changes; elsewhere a line now and then. */
function lineWriter(): (line: string) => void {
  if (process.stdout.isTTY) return (line) => process.stdout.write(`\r${line}`);
  let last = 0;
  return (line) => {
    if (Date.now() - last < 5000 && !line.endsWith('100 %')) return;
    last = Date.now();
    process.stdout.write(`${line}\n`);
  };
}

seed().catch((error: unknown) => {
  process.stderr.write(`\nNot prepared: ${explain(error)}\n`);
  process.exitCode = 1;
});

function explain(error: unknown): string {
  if (error instanceof StoriesAlreadyThereError)
    return 'The conversations of this seed are in the database already. Choose another one with --seed, or begin with an empty folder.';
  if (SupportError.is(error)) return `${error.message}\n\n${error.fix}`;
  return error instanceof Error ? error.message : String(error);
}
