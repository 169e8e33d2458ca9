import { SupportError } from '../support-error.ts';

/** There is no such quarantined item in this account. */
export class QuarantinedItemNotFoundError extends SupportError {
  readonly code = 'quarantined_item_not_found';
  readonly fix = 'Use the id of an item from GET /v1/quarantine.';
  constructor(id: string) {
    super(`There is no quarantined item ${id} in this account.`, { quarantineId: id });
  }
}

/** The item still cannot be processed. It stays in quarantine. */
export class ReplayFailedError extends SupportError {
  readonly code = 'replay_failed';
  readonly fix = 'Read details.reason; upgrade or correct the adapter, then replay again.';
  constructor(id: string, reason: string) {
    super('The item still cannot be processed and stays in quarantine.', { quarantineId: id, reason });
  }
}
