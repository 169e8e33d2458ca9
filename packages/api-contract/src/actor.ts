import { z } from 'zod';
import { agentIdSchema, customerIdSchema } from './ids.ts';

const name = z
  .string()
  .meta({ description: 'The name at the time of asking, where it is known.' })
  .exactOptional();

/**
 * Who did something. `app` is a person using the channel's own phone or web app, `system` Parley itself.
 */
export const actorSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('customer'), id: customerIdSchema, name }),
    z.object({ type: z.literal('agent'), id: agentIdSchema, name }),
    z.object({ type: z.literal('assistant'), id: z.string(), name }),
    z.object({ type: z.literal('api_key'), id: z.string(), name }),
    z.object({ type: z.literal('app'), name }),
    z.object({ type: z.literal('system'), name }),
  ])
  .meta({ id: 'Actor', description: 'Who did something.' });
