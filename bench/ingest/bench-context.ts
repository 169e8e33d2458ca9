import type { RunningPostgres } from 'parley-tests/postgres';
import type { LoadGenerator } from './load/load-generator.ts';
import type { CounterReader } from './measure/database-counters.ts';
import type { IngestOptions } from './options.ts';
import type { Progress } from './report/progress.ts';

/** What every part of the benchmark works with. */
export interface BenchContext {
  readonly options: IngestOptions;
  readonly postgres: RunningPostgres;
  /** Process of the PostgreSQL server. */
  readonly postgresPid: number;
  readonly counters: CounterReader;
  readonly generator: LoadGenerator;
  readonly progress: Progress;
  /** Marks the message ids of this run. */
  readonly runId: string;
}
