import { z } from 'zod';

/** The answer of `GET /livez` and `GET /readyz`. */
export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
