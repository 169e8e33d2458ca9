import { type AgentRole, agentRoles } from './agent.ts';
import type { Principal } from './principal.ts';

/**
 * Whether a caller may do what takes at least this role. An API key may do everything in its account; an agent nothing
 * that names no role.
 */
export function mayAct(principal: Pick<Principal, 'agent'>, least: AgentRole | undefined): boolean {
  if (principal.agent === undefined) return true;
  if (least === undefined || principal.agent.disabledAt !== undefined) return false;
  return agentRoles.indexOf(principal.agent.role) >= agentRoles.indexOf(least);
}
