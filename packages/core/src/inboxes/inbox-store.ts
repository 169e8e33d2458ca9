import type { InboxId } from '../ids.ts';
import type { Inbox } from './inbox.ts';

/** Inboxes of one account. */
export interface InboxStore {
  find(ids: readonly InboxId[]): Promise<readonly Inbox[]>;
  /** All of them, oldest first; an account has at most a few hundred. */
  list(): Promise<readonly Inbox[]>;
  add(inboxes: readonly Inbox[]): Promise<void>;
  /** Saves each whose stored version is `next.version - 1`. @throws {StaleWriteError} */
  save(inboxes: readonly Inbox[]): Promise<void>;
}
