import type { AnswerOf, actorSchema } from '@parley/api-contract';
import type { Actor, AgentId, CustomerId, Desk } from '@parley/core';

/** Names of people by their id; who has no name is not in it. */
export type Names = ReadonlyMap<AgentId | CustomerId, string>;

/** Names of these customers and of the agents among these actors: at most one statement for each kind. */
export async function loadNames(
  desk: Pick<Desk, 'agents' | 'customers'>,
  customerIds: Iterable<CustomerId>,
  actors: Iterable<Actor>,
): Promise<Names> {
  const customers = new Set(customerIds);
  const agents = new Set<AgentId>();
  for (const actor of actors) {
    if (actor.type === 'customer') customers.add(actor.id);
    if (actor.type === 'agent') agents.add(actor.id);
  }
  const names = new Map<AgentId | CustomerId, string>();
  const found = await Promise.all([
    customers.size === 0 ? [] : desk.customers.find([...customers]),
    agents.size === 0 ? [] : desk.agents.find([...agents]),
  ]);
  for (const { id, name } of found.flat()) if (name !== undefined) names.set(id, name);
  return names;
}

/** Who did something, with the name where it is known. */
export function showActor(actor: Actor, names: Names): AnswerOf<typeof actorSchema> {
  const name = actor.type === 'customer' || actor.type === 'agent' ? names.get(actor.id) : undefined;
  return name === undefined ? actor : { ...actor, name };
}
