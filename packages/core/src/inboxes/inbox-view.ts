import type { FileRule } from '../channels/file-rule.ts';
import type { Inbox } from './inbox.ts';

/** An inbox as it may be shown: which credentials are set, never what they are. */
export interface InboxView extends Omit<Inbox, 'sealedCredentials'> {
  /** Credential name → whether it is set. */
  readonly credentials: Readonly<Record<string, boolean>>;
  /** Which files can be uploaded to be sent; empty = none. */
  readonly files: readonly FileRule[];
}
