import { AgentDisabledError } from '@parley/core';
import type { ApiHandlers } from './api-call.ts';
import { showAgent } from './show-agent.ts';

/** Agents, how they sign in, and what waits for them. */
export const agentHandlers: Pick<
  ApiHandlers,
  'getMe' | 'listAgents' | 'createAgent' | 'getAgent' | 'changeAgent' | 'createAgentToken' | 'getQueue'
> = {
  async getMe({ principal }) {
    const { accountId, agent } = principal;
    const shown = agent === undefined ? null : showAgent(agent);
    return { status: 200, body: { agent: shown, accountId, role: agent?.role ?? 'api_key' } };
  },
  async listAgents({ desk }) {
    return { status: 200, body: { items: (await desk.agents.list()).map(showAgent), nextCursor: null } };
  },
  async createAgent({ desk, body }) {
    return { status: 201, body: showAgent(await desk.agents.create(body)) };
  },
  async getAgent({ desk, params }) {
    return { status: 200, body: showAgent(await desk.agents.get(params.id)) };
  },
  async changeAgent({ desk, params, body }) {
    return { status: 200, body: showAgent(await desk.agents.update(params.id, body)) };
  },
  async createAgentToken({ desk, principal, params, tokens }) {
    const agent = await desk.agents.get(params.id);
    if (agent.disabledAt !== undefined) throw new AgentDisabledError(agent.id);
    const { token, expiresAt } = await tokens.make({ accountId: principal.accountId, agentId: agent.id });
    return { status: 201, body: { token, expiresAt: expiresAt.toISOString() } };
  },
  async getQueue({ desk, principal }) {
    const { mine, mineUnread, ...counts } = await desk.conversations.counts();
    const isAgent = principal.agent !== undefined;
    return {
      status: 200,
      body: { ...counts, mine: isAgent ? mine : null, mineUnread: isAgent ? mineUnread : null },
    };
  },
};
