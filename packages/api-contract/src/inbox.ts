import { z } from 'zod';
import { assistantIdSchema } from './bot.ts';
import { inboxIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { jsonObjectSchema } from './json-value.ts';
import { uploadRuleSchema } from './media.ts';
import { listOf } from './page.ts';

/** One configured channel account: a phone number, a page, a mailbox. */
export const inboxSchema = z
  .object({
    id: inboxIdSchema,
    name: z.string(),
    channel: z.string().meta({ example: 'whatsapp' }),
    settings: jsonObjectSchema,
    credentials: z.record(z.string(), z.boolean()).meta({
      description:
        'Credential name → whether it is set. Never the value; empty for agents who are not admins.',
    }),
    reopenWindowMs: z.int().nonnegative(),
    assistantId: z
      .string()
      .nullable()
      .meta({ description: 'The assistant that answers new conversations first; null = people do.' }),
    uploads: z.array(uploadRuleSchema).meta({
      description: 'Which files `POST /v1/inboxes/:id/media` takes; empty = none.',
    }),
    webhookPath: z.string().meta({ description: "Where the provider posts, below this server's address." }),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Inbox' });

/** All inboxes. */
export const inboxListSchema = listOf(inboxSchema, 'InboxList');

const name = z.string().min(1).max(200);
const reopenWindowMs = z
  .int()
  .nonnegative()
  .max(365 * 24 * 60 * 60 * 1000)
  .meta({
    description:
      "How long a resolved conversation is reopened by the customer's next message, in milliseconds.",
  });
const credentials = jsonObjectSchema.meta({
  description: "The channel's secrets; stored sealed, never shown again.",
});

/** `POST /v1/inboxes`. */
export const newInboxSchema = z
  .strictObject({
    name,
    channel: z.string().min(1).max(64).meta({ example: 'whatsapp' }),
    settings: jsonObjectSchema,
    credentials,
    reopenWindowMs: reopenWindowMs.exactOptional(),
    assistantId: assistantIdSchema
      .meta({ description: 'The assistant that answers new conversations first.' })
      .exactOptional(),
  })
  .meta({ id: 'NewInbox' });

/** `PATCH /v1/inboxes/:id`; credentials are replaced as a whole. */
export const inboxPatchSchema = z
  .strictObject({
    name: name.exactOptional(),
    settings: jsonObjectSchema.exactOptional(),
    credentials: credentials.exactOptional(),
    reopenWindowMs: reopenWindowMs.exactOptional(),
    assistantId: assistantIdSchema
      .nullable()
      .meta({ description: 'null = people answer new conversations first.' })
      .exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Give at least one field to change' })
  .meta({ id: 'InboxPatch', override: { minProperties: 1 } });
