import { z } from 'zod';
import {
  agentListSchema,
  agentPatchSchema,
  agentSchema,
  agentTokenSchema,
  meSchema,
  newAgentSchema,
} from './agent.ts';
import { agentIdSchema } from './ids.ts';
import { queueCountsSchema } from './realtime-frames.ts';
import { defineRoutes } from './route.ts';

const params = z.strictObject({ id: agentIdSchema });

/** Agents, how they sign in, and what waits for them. */
export const staffRoutes = defineRoutes({
  getMe: {
    method: 'GET',
    path: '/v1/me',
    summary: 'Who is calling',
    tag: 'Agents',
    auth: 'apiKey',
    least: 'agent',
    responses: { 200: { description: 'The caller.', schema: meSchema } },
    errors: [],
  },
  listAgents: {
    method: 'GET',
    path: '/v1/agents',
    summary: 'List agents',
    description: 'All of them by name, disabled ones too: what they wrote keeps its author.',
    tag: 'Agents',
    auth: 'apiKey',
    least: 'agent',
    responses: { 200: { description: 'All agents.', schema: agentListSchema } },
    errors: [],
  },
  createAgent: {
    method: 'POST',
    path: '/v1/agents',
    summary: 'Add an agent',
    tag: 'Agents',
    auth: 'apiKey',
    least: 'admin',
    idempotent: true,
    body: newAgentSchema,
    responses: { 201: { description: 'The agent.', schema: agentSchema } },
    errors: ['conflict', 'not_storable'],
  },
  getAgent: {
    method: 'GET',
    path: '/v1/agents/:id',
    summary: 'Read an agent',
    tag: 'Agents',
    auth: 'apiKey',
    least: 'agent',
    params,
    responses: { 200: { description: 'The agent.', schema: agentSchema } },
    errors: ['agent_not_found'],
  },
  changeAgent: {
    method: 'PATCH',
    path: '/v1/agents/:id',
    summary: 'Change or disable an agent',
    description:
      'A disabled agent is refused from the next call on. What they wrote and what is assigned to them stays.',
    tag: 'Agents',
    auth: 'apiKey',
    least: 'admin',
    params,
    body: agentPatchSchema,
    responses: { 200: { description: 'The agent as it is now.', schema: agentSchema } },
    errors: ['agent_not_found', 'last_admin', 'stale_write', 'not_storable'],
  },
  createAgentToken: {
    method: 'POST',
    path: '/v1/agents/:id/tokens',
    summary: 'Make a token an agent signs in with',
    description:
      'For your server, after it knows which of its users is which agent: hand the token to their browser. Good for 15 minutes; get a new one before then, or on `token_expired`.',
    tag: 'Agents',
    auth: 'apiKey',
    params,
    responses: { 201: { description: 'The token; it is stored nowhere.', schema: agentTokenSchema } },
    errors: ['agent_not_found', 'agent_disabled'],
  },
  getQueue: {
    method: 'GET',
    path: '/v1/queue',
    summary: 'Count what waits',
    tag: 'Conversations',
    auth: 'apiKey',
    least: 'agent',
    responses: { 200: { description: 'The counts.', schema: queueCountsSchema } },
    errors: [],
  },
});
