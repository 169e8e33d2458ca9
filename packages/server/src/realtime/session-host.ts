import type { AccountId, Logger, Parley, TicketHolder } from '@parley/core';
import type { AccessWatch } from './access-watch.ts';
import type { AccountLive } from './account-live.ts';
import type { Connection } from './connection.ts';
import type { RealtimeSettings } from './realtime-options.ts';
import type { RealtimeSession } from './realtime-session.ts';

/** A session that can be found by its connection's id. */
export interface AdmittedSession extends RealtimeSession {
  /** Whose it is, once that is known. */
  readonly holder: TicketHolder | undefined;
}

/** What sessions share: the gateway, as they see it. */
export interface SessionHost {
  readonly realtime: Pick<Parley['realtime'], 'redeemTicket'>;
  readonly settings: RealtimeSettings;
  readonly log: Logger;
  readonly access: AccessWatch;
  /** The live side of an account, from the present on if nobody of it was connected. */
  live(accountId: AccountId): Promise<AccountLive>;
  /** Counts a connection and makes it reachable for frames that come by other ways, or says that there are too many. */
  admit(connection: Connection, session: AdmittedSession): boolean;
  /** The connection is gone; nothing happens if it was not admitted. */
  release(connection: Connection): void;
}
