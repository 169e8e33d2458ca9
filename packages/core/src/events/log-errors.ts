import { SupportError } from '../support-error.ts';

/** The cursor belongs to a log that was replaced (e.g. restored from a backup). */
export class LogEpochMismatchError extends SupportError {
  readonly code = 'log_epoch_mismatch';
  readonly fix = 'Reload your state through the API, then read the log from its present end.';
  constructor(epoch: string) {
    super('This cursor belongs to an earlier epoch of the event log.', { epoch });
  }
}
