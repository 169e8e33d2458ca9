import type { AccountId, Agent, AgentId, IssuedTicket, TicketHolder } from '@parley/core';

/** What calls of the API may ask of realtime. */
export interface RealtimeCalls {
  findAgent(accountId: AccountId, agentId: AgentId): Promise<Agent | undefined>;
  issueTicket(holder: TicketHolder): Promise<IssuedTicket>;
  /** Hands a frame to a connection of this holder, wherever it is; nothing comes of it if there is none. */
  relay(connectionId: string, holder: TicketHolder, text: string): void;
}
