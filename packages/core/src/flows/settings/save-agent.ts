import type { Agent } from '../../agents/agent.ts';
import type { NewAgent } from '../../desk.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Adds a member of staff. */
export async function createAgent(ctx: FlowContext, input: NewAgent): Promise<Agent> {
  const id = input.id ?? ctx.ids.next('agt');
  const agent: Agent = {
    id,
    name: input.name,
    ...(input.email === undefined ? {} : { email: input.email }),
    role: input.role ?? 'agent',
    createdAt: ctx.clock.now(),
  };
  await ctx.db.transaction(async (tx) => {
    await tx.agents.add([agent]);
    await tell(ctx, tx, [
      { type: 'agent.created', data: { agentId: id, name: agent.name, role: agent.role } },
    ]);
  });
  return agent;
}
