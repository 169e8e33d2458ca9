import { z } from 'zod';
import { agentIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { listOf } from './page.ts';

const role = z.enum(['agent', 'supervisor', 'admin']).meta({ id: 'AgentRole' });

/** A member of staff who answers customers. */
export const agentSchema = z
  .object({
    id: agentIdSchema,
    name: z.string(),
    email: z.string().nullable(),
    role,
    createdAt: instantSchema,
  })
  .meta({ id: 'Agent' });

/** All agents. */
export const agentListSchema = listOf(agentSchema, 'AgentList');

/** `POST /v1/agents`. */
export const newAgentSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    email: z.email('Expected an e-mail address').max(320).exactOptional(),
    role: role.exactOptional(),
  })
  .meta({ id: 'NewAgent' });
