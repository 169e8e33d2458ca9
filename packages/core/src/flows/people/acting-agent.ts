import { ForbiddenError } from '../../access/access-errors.ts';
import type { Actor } from '../../actor.ts';
import { AgentDisabledError, AgentNotFoundError } from '../../agents/agent-errors.ts';
import type { AgentId } from '../../ids.ts';
import type { Stores } from '../../storage/storage.ts';

/**
 * The agent in whose name the caller acts, else the caller. An agent acts in nobody's name but their own.
 * @throws {AgentNotFoundError | AgentDisabledError | ForbiddenError}
 */
export async function actingAgent(
  stores: Pick<Stores, 'agents'>,
  actor: Actor,
  agentId: AgentId | undefined,
): Promise<Actor> {
  if (agentId === undefined) return actor;
  if (actor.type === 'agent' && actor.id !== agentId) throw new ForbiddenError('api_key');
  await requireAgent(stores, agentId);
  return { type: 'agent', id: agentId };
}

/** An agent who may be given work. @throws {AgentNotFoundError | AgentDisabledError} */
export async function requireAgent(stores: Pick<Stores, 'agents'>, agentId: AgentId): Promise<void> {
  const [agent] = await stores.agents.find([agentId]);
  if (agent === undefined) throw new AgentNotFoundError(agentId);
  if (agent.disabledAt !== undefined) throw new AgentDisabledError(agentId);
}
