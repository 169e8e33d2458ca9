import type { AgentId } from '../ids.ts';
import { SupportError } from '../support-error.ts';

/** There is no such agent in this account. */
export class AgentNotFoundError extends SupportError {
  readonly code = 'agent_not_found';
  readonly fix = 'Use the id of an agent of this account (GET /v1/agents).';
  constructor(agentId: AgentId) {
    super(`There is no agent ${agentId} in this account.`, { agentId });
  }
}
