import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MachineFacts } from '../measure/machine-facts.ts';
import type { IngestOptions } from '../options.ts';
import type { IngestFigures } from '../run-parts.ts';

/** Everything one call of the benchmark found out. */
export interface IngestResults extends IngestFigures {
  /** ISO 8601. */
  readonly at: string;
  readonly command: readonly string[];
  readonly options: IngestOptions;
  readonly machine: MachineFacts;
}

const repository = join(import.meta.dirname, '..', '..', '..');

/** Keeps the results as JSON and as text where git does not look. @returns the JSON's path, from the root of the repository */
export function writeResults(results: IngestResults, report: string): string {
  const directory = join(repository, '.reports', 'bench');
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `ingest-${results.at.replace(/[:.]/g, '-')}`);
  const plain = { ...results, options: { ...results.options, parts: [...results.options.parts] } };
  writeFileSync(`${path}.json`, `${JSON.stringify(plain, undefined, 2)}\n`);
  writeFileSync(`${path}.txt`, report);
  return relative(repository, `${path}.json`);
}
