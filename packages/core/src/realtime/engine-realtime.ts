import type { TicketHolder } from '../access/realtime-ticket.ts';
import type { Agent } from '../agents/agent.ts';
import type { LogFollowing, LogListener } from '../events/log-feed.ts';
import type { AccountId, AgentId } from '../ids.ts';
import type { RealtimeBus } from './realtime-bus.ts';

/** A ticket as its holder gets it: the only time its secret is seen. */
export interface IssuedTicket {
  readonly secret: string;
  readonly expiresAt: Date;
}

/** A holder, and the version of the agent when they were checked. */
export interface KnownHolder extends TicketHolder {
  readonly version?: number;
}

/** How a holder stands now. */
export type HolderState =
  | { readonly mayConnect: false }
  /** `agent` as stored, where the holder is one. */
  | { readonly mayConnect: true; readonly agent?: Agent };

/** What a realtime gateway needs of the engine beside desks. Calls that come at once share their statements. */
export interface EngineRealtime {
  /** Names this engine on the bus. */
  readonly processId: string;
  readonly bus: RealtimeBus;
  /**
   * Hears every event of all accounts, in log order, from where the promise says on; in one process all share one
   * reader. Ends with `parley.stop`.
   */
  follow(listener: LogListener): Promise<LogFollowing>;
  /** A ticket for one connection within 30 s. Who may have one is the caller's question. */
  issueTicket(holder: TicketHolder): Promise<IssuedTicket>;
  /** Who the ticket is for; undefined = unknown, used or expired. From now on it is used. */
  redeemTicket(secret: string): Promise<TicketHolder | undefined>;
  /** Whether these holders may (still) be connected, in their order: agents exist and are enabled, keys are not revoked. */
  checkHolders(holders: readonly TicketHolder[]): Promise<readonly HolderState[]>;
  /** Those of them that may stand otherwise than when they were checked; to be asked about again. */
  changedHolders(known: readonly KnownHolder[]): Promise<readonly KnownHolder[]>;
  /** A mark of all agents of each account, in their order: while it stays the same, so do they. */
  agentMarks(accountIds: readonly AccountId[]): Promise<readonly string[]>;
  /** An agent, if the account has them; many who ask at once share a statement. */
  findAgent(accountId: AccountId, agentId: AgentId): Promise<Agent | undefined>;
}
