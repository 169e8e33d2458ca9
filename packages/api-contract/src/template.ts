import { z } from 'zod';
import { jsonObjectSchema } from './json-value.ts';

/** A provider-approved message with its parameters, in the channel's order. */
export const templateFields = {
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(20).meta({ example: 'pt_BR' }),
  components: z
    .array(
      z.strictObject({
        type: z.enum(['header', 'body', 'button']),
        subType: z.string().min(1).max(40).exactOptional(),
        index: z.int().nonnegative().max(100).exactOptional(),
        parameters: z.array(jsonObjectSchema).max(100),
      }),
    )
    .max(20),
} as const;
