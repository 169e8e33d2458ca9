import type { AccountId, Logger, Parley, TicketHolder } from '@parley/core';
import type { AccessWatch } from './access-watch.ts';
import type { AccountLive } from './account-live.ts';
import type { RealtimeSettings } from './realtime-options.ts';
import type { RealtimeSession } from './realtime-session.ts';

/** What sessions share: the gateway, as they see it. */
export interface SessionHost {
  readonly realtime: Pick<Parley['realtime'], 'redeemTicket'>;
  readonly settings: RealtimeSettings;
  readonly log: Logger;
  readonly access: AccessWatch;
  /** The live side of an account, from the present on if nobody of it was connected. */
  live(accountId: AccountId): Promise<AccountLive>;
  /** Counts a connection of this holder, or says that there are too many. */
  admit(id: string, session: RealtimeSession, holder: TicketHolder): boolean;
  release(id: string): void;
}
