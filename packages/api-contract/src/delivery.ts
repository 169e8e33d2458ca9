import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** States of an outbound message, in the order they are reached. */
export const deliveryStatusSchema = z
  .enum(['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'blocked', 'unknown'])
  .meta({
    id: 'DeliveryStatus',
    description:
      'queued → sending → sent → delivered → read, or failed (refused), blocked (never handed over), unknown (nobody can tell whether the provider took it; it is not sent again).',
  });

/** Why a message failed, was blocked, or is unknown. */
export const deliveryErrorSchema = z
  .object({
    code: z.string().meta({ description: 'Stable; listed in docs/errors.md.' }),
    providerCode: z.string().exactOptional(),
    message: z.string(),
    fix: z.string().exactOptional(),
  })
  .meta({ id: 'DeliveryError' });

/** When each state was reached. */
export const statusTimesSchema = z
  .object({
    queued: instantSchema.exactOptional(),
    sending: instantSchema.exactOptional(),
    sent: instantSchema.exactOptional(),
    delivered: instantSchema.exactOptional(),
    read: instantSchema.exactOptional(),
    played: instantSchema.exactOptional(),
    failed: instantSchema.exactOptional(),
    blocked: instantSchema.exactOptional(),
    unknown: instantSchema.exactOptional(),
  })
  .meta({ id: 'StatusTimes', description: "Our clock for queued and sending, the provider's for the rest." });
