import { SupportError } from '@parley/core';
import { pino } from 'pino';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { demoAccount } from './demo-account.ts';

/** Prepares the database without starting the server: schema, and the demo account where it is wanted. */
async function seed(): Promise<void> {
  const config = readConfig(process.env);
  process.stdout.write('Preparing the database …\n');
  const { storage } = await compose(config, pino({ level: 'warn' }));
  await storage.close();
  process.stdout.write(
    config.demo ? `Done. Demo account ${demoAccount.accountId}, API key ${demoAccount.apiKey}\n` : 'Done.\n',
  );
}

seed().catch((error: unknown) => {
  const text = SupportError.is(error) ? `${error.message}\n\n${error.fix}` : String(error);
  process.stderr.write(`\nNot prepared: ${text}\n`);
  process.exitCode = 1;
});
