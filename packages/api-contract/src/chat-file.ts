import { z } from 'zod';
import { mediaFileIdSchema } from './ids.ts';

/** Longest caption of a file, in characters. */
const maxChatCaptionLength = 1_000;

/** A file a customer has uploaded, as what they say. */
export const chatFileContentSchema = z.strictObject({
  type: z.literal('file'),
  mediaId: mediaFileIdSchema,
  caption: z
    .string()
    .min(1)
    .max(maxChatCaptionLength)
    .meta({ description: 'Not with sound.' })
    .exactOptional(),
});

/** Which files customers may send. */
export const chatFileLimitsSchema = z
  .object({
    types: z.array(z.string()).meta({ description: 'Media types, like image/jpeg.' }),
    maxBytes: z.int().positive(),
  })
  .meta({ id: 'ChatFileLimits' });

/** `POST /v1/chat/:inboxId/media`: a file that is ready to be sent, once. */
export const uploadedChatFileSchema = z
  .object({
    mediaId: mediaFileIdSchema.meta({ description: 'Send it as `content.mediaId`.' }),
    kind: z
      .enum(['image', 'video', 'audio', 'document'])
      .meta({ description: 'What a message with it will be.' }),
    fileName: z.string().meta({ description: 'As it will be shown.' }),
    mimeType: z.string().meta({ description: 'By its bytes.' }),
    sizeBytes: z.int().positive(),
  })
  .meta({ id: 'UploadedChatFile' });
