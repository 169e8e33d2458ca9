import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from 'parley-tests/postgres';
import type { BenchContext } from './bench-context.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { openCounterReader } from './measure/database-counters.ts';
import { readMachineFacts } from './measure/machine-facts.ts';
import { readOptions, usage } from './options.ts';
import { formatReport } from './report/format-report.ts';
import { createProgress, type Progress } from './report/progress.ts';
import { writeResults } from './report/write-results.ts';
import { runParts } from './run-parts.ts';

const settings = {
  max_connections: '300',
  shared_buffers: '512MB',
  // The runs are shorter than a checkpoint interval; none is forced by size.
  max_wal_size: '8GB',
};
const counting = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '20000' };

async function startCountingPostgres(progress: Progress): Promise<RunningPostgres> {
  try {
    return await startPostgres({ settings: { ...settings, ...counting } });
  } catch {
    progress.say(
      'PostgreSQL without pg_stat_statements (contrib is not installed): statements are not counted',
    );
    return startPostgres({ settings });
  }
}

/** First line of the lock file: the process of the server. */
const readPostmaster = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const progress = createProgress();
  progress.say('starting PostgreSQL');
  const postgres = await startCountingPostgres(progress);
  const generator = startLoadGenerator();
  const counters = await openCounterReader(postgres.adminUrl);
  try {
    const machine = await readMachineFacts(postgres.adminUrl);
    const context: BenchContext = {
      options,
      postgres,
      postgresPid: readPostmaster(postgres.dataDir),
      counters,
      generator,
      progress,
      runId: randomBytes(4).toString('hex'),
    };
    const figures = await runParts(context);
    const results = {
      at: new Date().toISOString(),
      command: process.argv.slice(2),
      options,
      machine,
      ...figures,
    };
    const report = formatReport(results);
    const path = writeResults(results, report.text);
    console.log(`\n${report.text}`);
    progress.say(`results: ${path}`);
    return report.isSound ? 0 : 1;
  } finally {
    await counters.end();
    await generator.end();
    await postgres.stop();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
