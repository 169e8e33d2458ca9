import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startPostgres } from 'parley-tests/postgres';
import { readMachineFacts } from '../ingest/measure/machine-facts.ts';
import { createProgress } from '../ingest/report/progress.ts';
import { formatReport } from './format-report.ts';
import { readOptions, usage } from './options.ts';
import { runParts } from './run-parts.ts';

const repository = join(import.meta.dirname, '..', '..');
const settings = { max_connections: '100', shared_buffers: '256MB' };

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const progress = createProgress();
  progress.say('starting PostgreSQL');
  const postgres = await startPostgres({ settings });
  try {
    const machine = await readMachineFacts(postgres.adminUrl);
    const figures = await runParts({ options, postgres, progress });
    const report = formatReport(figures);
    const at = new Date().toISOString();
    const directory = join(repository, '.reports', 'bench');
    mkdirSync(directory, { recursive: true });
    const path = join(directory, `realtime-${at.replace(/[:.]/g, '-')}`);
    const plain = { at, options: { ...options, parts: [...options.parts] }, machine, ...figures };
    writeFileSync(`${path}.json`, `${JSON.stringify(plain, undefined, 2)}\n`);
    writeFileSync(`${path}.txt`, report.text);
    console.log(`\n${report.text}`);
    progress.say(`results: ${relative(repository, `${path}.json`)}`);
    return report.isSound ? 0 : 1;
  } finally {
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
