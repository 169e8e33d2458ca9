import type { Api } from './api.ts';
import type { Batch } from './batch.ts';
import type { Environment } from './environment.ts';
import type { Ticks } from './ticks.ts';

/** What every part of one client shares. */
export interface ClientContext {
  readonly env: Environment;
  readonly batch: Batch;
  readonly api: Api;
  readonly ticks: Ticks;
  /** Tells the host about a failure nobody is waiting for. */
  readonly report: (thrown: unknown) => void;
}
