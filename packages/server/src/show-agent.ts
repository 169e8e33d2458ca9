import type { AnswerOf, agentSchema } from '@parley/api-contract';
import type { Agent } from '@parley/core';

/** An agent as the API shows it. */
export function showAgent(agent: Agent): AnswerOf<typeof agentSchema> {
  return {
    id: agent.id,
    name: agent.name,
    email: agent.email ?? null,
    role: agent.role,
    isDisabled: agent.disabledAt !== undefined,
    createdAt: agent.createdAt.toISOString(),
  };
}
