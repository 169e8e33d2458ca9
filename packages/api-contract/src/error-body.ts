import { z } from 'zod';
import { jsonObjectSchema } from './json-value.ts';

/** One thing that is wrong with a request. */
export const problemSchema = z
  .object({
    in: z.enum(['body', 'query', 'path', 'header']),
    path: z.string().meta({ description: 'Which field, e.g. `content.text`; empty = the whole.' }),
    message: z.string(),
  })
  .meta({ id: 'Problem' });

/** One thing that is wrong with a request. */
export type Problem = z.output<typeof problemSchema>;

/** The body of every answer that is not a success. */
export const errorBodySchema = z
  .object({
    error: z.object({
      code: z
        .string()
        .meta({ description: 'Stable; listed in docs/errors.md.', example: 'service_window_closed' }),
      message: z.string().meta({ description: 'What happened.' }),
      fix: z.string().meta({ description: 'What to do about it.' }),
      requestId: z.string().meta({ example: 'req_3f2a9c0d5b7e4a61' }),
      details: jsonObjectSchema.meta({
        description: 'Ids and numbers; for invalid_request `problems`, a list of Problem.',
      }),
    }),
  })
  .meta({ id: 'ErrorBody' });

/** The body of every answer that is not a success. */
export type ErrorBody = z.output<typeof errorBodySchema>;
