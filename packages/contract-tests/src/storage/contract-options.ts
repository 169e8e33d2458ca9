import type { Storage } from '@parley/core';

/** What the suite must know of the storage it is given. */
export interface StorageContractOptions {
  /** Whether two transactions can be open at a time. If not, the suite asserts that they queue. */
  readonly concurrentTransactions: boolean;
  /** How often the storage was told to try a failed job again; keep it small, the suite waits for it. */
  readonly jobRetryLimit: number;
}

/** What every topic of the suite gets. */
export interface ContractSubject extends StorageContractOptions {
  /** The storage under test, one for the whole suite. */
  readonly storage: () => Storage;
}
