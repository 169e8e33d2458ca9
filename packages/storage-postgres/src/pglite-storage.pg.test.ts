import { storageContract } from '@parley/contract-tests';
import { createPgliteStorage } from './create-pglite-storage.ts';

const jobs = { retryLimit: 1, retryDelaySeconds: 1 };

storageContract('pglite', () => createPgliteStorage({ jobs }), {
  concurrentTransactions: false,
  jobRetryLimit: jobs.retryLimit,
});
