import { z } from 'zod';
import { contactCardSchema, receivedContactCardSchema } from './contact-card.ts';
import { interactiveSchema, sentInteractiveSchema } from './interactive.ts';
import { jsonValueSchema } from './json-value.ts';
import { mediaSchema, sentMediaSchema } from './media.ts';
import { templateFields } from './template.ts';

/** Longest text one request may carry, in UTF-16 units; the channel splits what is too long for one message. */
export const maxTextLength = 65_536;

const text = z.string().min(1).max(maxTextLength);
const caption = z.string().min(1).max(4096).exactOptional();
const emoji = z.string().min(1).max(64).exactOptional().meta({ description: 'Absent = taken back.' });
const place = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) };

/** What can be sent; each channel carries a part of it. */
export const sentContentSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text, previewUrl: z.boolean().exactOptional() }),
    z.strictObject({ type: z.enum(['image', 'video', 'document']), media: sentMediaSchema, caption }),
    z.strictObject({
      type: z.literal('audio'),
      media: sentMediaSchema,
      isVoice: z.boolean().exactOptional(),
    }),
    z.strictObject({
      type: z.literal('sticker'),
      media: sentMediaSchema,
      isAnimated: z.boolean().exactOptional(),
    }),
    z.strictObject({
      type: z.literal('location'),
      ...place,
      name: z.string().min(1).max(1024).exactOptional(),
      address: z.string().min(1).max(1024).exactOptional(),
    }),
    z.strictObject({ type: z.literal('contacts'), contacts: z.array(contactCardSchema).min(1).max(257) }),
    z.strictObject({ type: z.literal('interactive'), interactive: sentInteractiveSchema }),
    z.strictObject({
      type: z.literal('reaction'),
      targetProviderMessageId: z.string().min(1).max(512),
      emoji,
    }),
    z.strictObject({ type: z.literal('template'), ...templateFields }),
  ])
  .meta({ id: 'SentContent', description: 'What can be sent; each channel carries a part of it.' });

/** What a message says, the same for every channel. */
export const messageContentSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string(), previewUrl: z.boolean().exactOptional() }),
    z.object({
      type: z.enum(['image', 'video', 'document']),
      media: mediaSchema,
      caption: z.string().exactOptional(),
    }),
    z.object({ type: z.literal('audio'), media: mediaSchema, isVoice: z.boolean().exactOptional() }),
    z.object({ type: z.literal('sticker'), media: mediaSchema, isAnimated: z.boolean().exactOptional() }),
    z.object({
      type: z.literal('location'),
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().exactOptional(),
      address: z.string().exactOptional(),
    }),
    z.object({ type: z.literal('contacts'), contacts: z.array(receivedContactCardSchema) }),
    z.object({ type: z.literal('interactive'), interactive: interactiveSchema }),
    z.object({
      type: z.literal('reaction'),
      targetProviderMessageId: z.string(),
      emoji: z.string().exactOptional(),
    }),
    z.object({ type: z.literal('template'), ...templateFields }),
    z.object({
      type: z.literal('unsupported'),
      kind: z.string().meta({
        description: "The channel's own name of what it was; `deleted` once the sender took it back.",
      }),
      code: z.string().exactOptional(),
      original: jsonValueSchema.exactOptional(),
    }),
  ])
  .meta({ id: 'MessageContent', description: 'What a message says, the same for every channel.' });
