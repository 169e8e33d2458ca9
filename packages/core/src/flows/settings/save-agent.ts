import type { Agent } from '../../agents/agent.ts';
import { AgentNotFoundError } from '../../agents/agent-errors.ts';
import { isActiveAdmin, keepAnAdmin } from '../../agents/last-admin.ts';
import type { AgentPatch, NewAgent } from '../../desk.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { AgentId } from '../../ids.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Adds a member of staff. */
export async function createAgent(ctx: FlowContext, input: NewAgent): Promise<Agent> {
  const id = input.id ?? ctx.ids.next('agt');
  const agent: Agent = {
    id,
    name: input.name,
    ...(input.email === undefined ? {} : { email: input.email }),
    role: input.role ?? 'agent',
    version: 1,
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

/** Changes a member of staff. Who is disabled is refused from the next call on; their open connections follow the log. */
export async function updateAgent(ctx: FlowContext, id: AgentId, patch: AgentPatch): Promise<Agent> {
  return ctx.db.transaction(async (tx) => {
    const [current] = await tx.agents.find([id]);
    if (current === undefined) throw new AgentNotFoundError(id);
    const next = { ...patched(current, patch, ctx.clock.now()), version: current.version + 1 };
    const facts = changesOf(current, next);
    if (facts.length === 0) return current;
    // Locked: two admins who disable each other at the same moment see each other.
    if (isActiveAdmin(current) && !isActiveAdmin(next))
      keepAnAdmin(current, next, await tx.agents.lockAdmins());
    await tx.agents.save([next]);
    await tell(ctx, tx, facts);
    return next;
  });
}

function patched(current: Agent, patch: AgentPatch, at: Date): Agent {
  const { email: _email, disabledAt: _disabledAt, ...rest } = current;
  const email = patch.email === undefined ? current.email : (patch.email ?? undefined);
  const isDisabled = patch.isDisabled ?? current.disabledAt !== undefined;
  return {
    ...rest,
    name: patch.name ?? current.name,
    ...(email === undefined ? {} : { email }),
    role: patch.role ?? current.role,
    ...(isDisabled ? { disabledAt: current.disabledAt ?? at } : {}),
  };
}

function changesOf(before: Agent, after: Agent): DomainFact[] {
  const { id: agentId, name, role } = after;
  const facts: DomainFact[] = [];
  if (before.name !== name || before.email !== after.email || before.role !== role)
    facts.push({ type: 'agent.updated', data: { agentId, name, role } });
  const wasDisabled = before.disabledAt !== undefined;
  const isDisabled = after.disabledAt !== undefined;
  if (isDisabled && !wasDisabled) facts.push({ type: 'agent.disabled', data: { agentId } });
  if (wasDisabled && !isDisabled) facts.push({ type: 'agent.enabled', data: { agentId } });
  return facts;
}
