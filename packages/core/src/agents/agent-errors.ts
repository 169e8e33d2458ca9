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

/** The agent was disabled: they cannot sign in, be assigned to or be spoken for. */
export class AgentDisabledError extends SupportError {
  readonly code = 'agent_disabled';
  readonly fix = 'Choose another agent, or enable this one (PATCH /v1/agents/:id with isDisabled false).';
  constructor(agentId: AgentId) {
    super(`The agent ${agentId} is disabled.`, { agentId });
  }
}

/** The agent is the account's last admin who may sign in. */
export class LastAdminError extends SupportError {
  readonly code = 'last_admin';
  readonly fix = 'Make another agent an admin first (PATCH /v1/agents/:id with role admin).';
  constructor(agentId: AgentId) {
    super(`The agent ${agentId} is the last admin of this account and must stay one.`, { agentId });
  }
}
