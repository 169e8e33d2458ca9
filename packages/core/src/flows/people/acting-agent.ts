import type { Actor } from '../../actor.ts';
import { AgentNotFoundError } from '../../agents/agent-errors.ts';
import type { AgentId } from '../../ids.ts';
import type { Stores } from '../../storage/storage.ts';

/** The agent in whose name the caller acts, else the caller. @throws {AgentNotFoundError} */
export async function actingAgent(
  stores: Pick<Stores, 'agents'>,
  actor: Actor,
  agentId: AgentId | undefined,
): Promise<Actor> {
  if (agentId === undefined) return actor;
  await requireAgent(stores, agentId);
  return { type: 'agent', id: agentId };
}

/** @throws {AgentNotFoundError} */
export async function requireAgent(stores: Pick<Stores, 'agents'>, agentId: AgentId): Promise<void> {
  const [agent] = await stores.agents.find([agentId]);
  if (agent === undefined) throw new AgentNotFoundError(agentId);
}
