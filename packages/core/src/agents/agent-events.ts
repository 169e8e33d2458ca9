import type { AgentId } from '../ids.ts';
import type { AgentRole } from './agent.ts';

/** What happens to agents. */
export interface AgentEvents {
  'agent.created': { agentId: AgentId; name: string; role: AgentRole };
}
