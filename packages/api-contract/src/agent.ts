import { z } from 'zod';
import { accountIdSchema, agentIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { listOf } from './page.ts';

/** What an agent may do, least first. */
export const agentRoleSchema = z.enum(['agent', 'supervisor', 'admin']).meta({
  id: 'AgentRole',
  description: 'What an agent may do, least first; each may do everything the one before may.',
});
const role = agentRoleSchema;
const name = z.string().min(1).max(200);
const email = z.email('Expected an e-mail address').max(320);

/** A member of staff who answers customers. */
export const agentSchema = z
  .object({
    id: agentIdSchema,
    name: z.string(),
    email: z.string().nullable(),
    role,
    isDisabled: z.boolean().meta({ description: 'Disabled agents cannot sign in or be given work.' }),
    createdAt: instantSchema,
  })
  .meta({ id: 'Agent' });

/** All agents. */
export const agentListSchema = listOf(agentSchema, 'AgentList');

/** `POST /v1/agents`. */
export const newAgentSchema = z
  .strictObject({
    name,
    email: email.exactOptional(),
    role: role.exactOptional(),
  })
  .meta({ id: 'NewAgent' });

/** `PATCH /v1/agents/:id`; at least one field, `null` clears. */
export const agentPatchSchema = z
  .strictObject({
    name: name.exactOptional(),
    email: email.nullable().exactOptional(),
    role: role.exactOptional(),
    isDisabled: z
      .boolean()
      .meta({ description: 'A disabled agent is refused from the next call on, and open connections end.' })
      .exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Give at least one field to change' })
  .meta({ id: 'AgentPatch', override: { minProperties: 1 } });

/** `POST /v1/agents/:id/tokens`: what an agent's browser signs in with. */
export const agentTokenSchema = z
  .object({
    token: z.string().meta({ description: 'Send it as `Authorization: Bearer <token>`.' }),
    expiresAt: instantSchema.meta({
      description: '15 minutes after it was made. Get a new one before then.',
    }),
  })
  .meta({ id: 'AgentToken' });

/** `GET /v1/me`. */
export const meSchema = z
  .object({
    agent: agentSchema.nullable().meta({ description: 'null for an API key.' }),
    accountId: accountIdSchema,
    role: z
      .enum([...role.options, 'api_key'])
      .meta({ description: 'An API key may do everything in its account.' }),
  })
  .meta({ id: 'Me' });
