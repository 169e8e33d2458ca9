import type { AgentId } from '../ids.ts';

/** How many active conversations wait where. */
export interface ConversationCounts {
  readonly open: number;
  /** Open ones without an assignee. */
  readonly unassigned: number;
  readonly pending: number;
  readonly snoozed: number;
  /** Active ones with unread messages. */
  readonly unread: number;
  /** Open ones assigned to the agent asked for; 0 if none was. */
  readonly mine: number;
  /** Active ones assigned to the agent asked for, with unread messages; 0 if none was. */
  readonly mineUnread: number;
}

/** What of {@link ConversationCounts} is of one agent. */
export interface AgentCounts extends Pick<ConversationCounts, 'mine' | 'mineUnread'> {
  readonly agentId: AgentId;
}
