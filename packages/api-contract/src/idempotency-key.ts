import { z } from 'zod';

/** The header that makes a POST safe to repeat. */
export const idempotencyKeySchema = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Expected 1 to 255 visible ASCII characters')
    .meta({
      description:
        'Makes the call safe to repeat: the first answer is given again, with `Idempotent-Replayed: true`.',
    })
    .exactOptional(),
});
