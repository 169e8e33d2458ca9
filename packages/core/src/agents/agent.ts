import type { AgentId } from '../ids.ts';

/** What an agent may do; the permissions themselves come with the access rules. */
export const agentRoles = ['agent', 'supervisor', 'admin'] as const;
/** One of {@link agentRoles}. */
export type AgentRole = (typeof agentRoles)[number];

/** A member of staff who answers customers. */
export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
  readonly role: AgentRole;
  readonly createdAt: Date;
}
