import { expect, test } from 'vitest';
import { type Agent, type AgentRole, agentRoles } from './agent.ts';
import { mayAct } from './may-act.ts';

const agent = (role: AgentRole, given: Partial<Agent> = {}): { agent: Agent } => ({
  agent: { id: 'agt_1', name: 'Ana', role, version: 1, createdAt: new Date(0), ...given },
});

test('a role may do what takes it or a lesser one, and nothing that takes a greater one', () => {
  const allowed = (role: AgentRole): readonly AgentRole[] =>
    agentRoles.filter((least) => mayAct(agent(role), least));
  expect(allowed('agent')).toEqual(['agent']);
  expect(allowed('supervisor')).toEqual(['agent', 'supervisor']);
  expect(allowed('admin')).toEqual(['agent', 'supervisor', 'admin']);
});

test('what names no role is for API keys alone', () => {
  for (const role of agentRoles) expect(mayAct(agent(role), undefined)).toBe(false);
  expect(mayAct({}, undefined)).toBe(true);
  expect(mayAct({}, 'admin')).toBe(true);
});

test('a disabled agent may do nothing', () => {
  expect(mayAct(agent('admin', { disabledAt: new Date(0) }), 'agent')).toBe(false);
});
