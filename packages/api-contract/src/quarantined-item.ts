import { z } from 'zod';
import { inboxIdSchema, quarantineIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { listOf, pageQuerySchema } from './page.ts';

const state = z.enum(['waiting', 'replayed']);

/** Something that came in and could not be processed; its bytes are kept and can be processed again. */
export const quarantinedItemSchema = z
  .object({
    id: quarantineIdSchema,
    inboxId: inboxIdSchema,
    state,
    reason: z.string().meta({ description: 'Stable, e.g. `not_json`.', example: 'not_json' }),
    message: z.string(),
    sizeBytes: z.int().nonnegative(),
    receivedAt: instantSchema,
    attempts: z.int().nonnegative().meta({ description: 'How many replays failed.' }),
    replayedAt: instantSchema.nullable(),
  })
  .meta({ id: 'QuarantinedItem' });

/** `GET /v1/quarantine`. */
export const quarantineListQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  state: state.exactOptional(),
});

/** A page of quarantined items, newest first. */
export const quarantineListSchema = listOf(quarantinedItemSchema, 'QuarantineList');
