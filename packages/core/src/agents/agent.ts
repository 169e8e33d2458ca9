import type { AgentId } from '../ids.ts';

/** What an agent may do, least first; each may do everything the one before may. */
export const agentRoles = ['agent', 'supervisor', 'admin'] as const;
/** One of {@link agentRoles}. */
export type AgentRole = (typeof agentRoles)[number];

/** A member of staff who answers customers. */
export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly email?: string;
  readonly role: AgentRole;
  /** Since when they may not sign in or be given work; absent = they may. */
  readonly disabledAt?: Date;
  /** Grows by one with each save; a save against an older one is refused. */
  readonly version: number;
  readonly createdAt: Date;
}
