import {
  AgentDisabledError,
  type AgentId,
  AgentNotFoundError,
  ForbiddenError,
  type Principal,
  type TicketHolder,
} from '@parley/core';
import type { ApiHandlers } from '../api-call.ts';
import type { RealtimeCalls } from './realtime-calls.ts';

/** What realtime has over HTTP: tickets, and frames of clients that listen to a stream. */
export const realtimeHandlers: Pick<ApiHandlers, 'createRealtimeTicket' | 'sendRealtimeFrame'> = {
  async createRealtimeTicket({ principal, body, realtime }) {
    const holder = await holderOf(realtime, principal, body.agentId);
    const { secret, expiresAt } = await realtime.issueTicket(holder);
    return { status: 201, body: { ticket: secret, expiresAt: expiresAt.toISOString() } };
  },
  async sendRealtimeFrame({ principal, body, realtime }) {
    realtime.relay(body.connectionId, ownHolder(principal), JSON.stringify(body.frame));
    return { status: 202, body: {} };
  },
};

/** @throws {ForbiddenError | AgentNotFoundError | AgentDisabledError} */
async function holderOf(
  realtime: RealtimeCalls,
  principal: Principal,
  agentId: AgentId | undefined,
): Promise<TicketHolder> {
  const own = ownHolder(principal);
  if (agentId === undefined || agentId === own.agentId) return own;
  // An agent is nobody but themselves.
  if (own.apiKeyId === undefined) throw new ForbiddenError('api_key');
  const agent = await realtime.findAgent(own.accountId, agentId);
  if (agent === undefined) throw new AgentNotFoundError(agentId);
  if (agent.disabledAt !== undefined) throw new AgentDisabledError(agentId);
  return { ...own, agentId };
}

function ownHolder({ accountId, actor, apiKeyId }: Principal): TicketHolder {
  return {
    accountId,
    ...(actor.type === 'agent' ? { agentId: actor.id } : {}),
    ...(apiKeyId === undefined ? {} : { apiKeyId }),
  };
}
