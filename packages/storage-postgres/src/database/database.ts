import type { Session } from './session.ts';

/**
 * As whom statements run. `account` sees the rows of one account, `system` what must be found before an account is
 * known, `owner` is the login role itself: only for the job queue, whose tables have no accounts.
 */
export type Access =
  | { readonly role: 'account'; readonly accountUuid: string }
  | { readonly role: 'system' }
  | { readonly role: 'owner' };

/** One database, through whichever driver. */
export interface Database {
  /**
   * One transaction (read committed). Commits when `work` resolves.
   *
   * @param locks names of cluster-wide locks, taken before the first statement of `work` and held to the end
   */
  transaction<T>(
    access: Access,
    work: (session: Session) => Promise<T>,
    locks?: readonly string[],
  ): Promise<T>;
  /** A session whose statements are transactions of their own. */
  session(access: Access): Session;
  close(): Promise<void>;
}

/** What a host may watch. */
export type QueryWatcher = (query: { readonly text: string; readonly name?: string }) => void;
