import type { AgentId } from '../ids.ts';
import type { AgentRole } from './agent.ts';

/** What happens to agents. */
export interface AgentEvents {
  'agent.created': { agentId: AgentId; name: string; role: AgentRole };
  /** Name, e-mail address or role changed. */
  'agent.updated': { agentId: AgentId; name: string; role: AgentRole };
  /** They may not sign in any more; open connections end. */
  'agent.disabled': { agentId: AgentId };
  'agent.enabled': { agentId: AgentId };
}
