import type { AnswerOf, agentSchema } from '@parley/api-contract';
import type { Agent } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';

/** Agents over HTTP. */
export const agentHandlers: Pick<ApiHandlers, 'listAgents' | 'createAgent'> = {
  async listAgents({ desk }) {
    return { status: 200, body: { items: (await desk.agents.list()).map(showAgent), nextCursor: null } };
  },
  async createAgent({ desk, body }) {
    return { status: 201, body: showAgent(await desk.agents.create(body)) };
  },
};

function showAgent(agent: Agent): AnswerOf<typeof agentSchema> {
  return {
    id: agent.id,
    name: agent.name,
    email: agent.email ?? null,
    role: agent.role,
    createdAt: agent.createdAt.toISOString(),
  };
}
