import { z } from 'zod';

const fields = {
  providerMediaId: z
    .string()
    .min(1)
    .max(1024)
    .meta({ description: "The handle of the file: the provider's, or the mediaId of an upload." })
    .exactOptional(),
  url: z
    .url({ protocol: /^https$/, error: 'Expected an https address' })
    .max(2048)
    .meta({ description: 'A public https address the provider fetches.' })
    .exactOptional(),
  mimeType: z
    .string()
    .max(127)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Expected a media type without parameters, like image/jpeg')
    .exactOptional(),
  fileName: z
    .string()
    .min(1)
    .max(240)
    .meta({ description: 'As the sender named it; for display only.' })
    .exactOptional(),
  altText: z
    .string()
    .min(1)
    .max(1024)
    .meta({ description: 'What a picture shows, for people who cannot see it. Shown by Parley’s own pages.' })
    .exactOptional(),
};

/** A file to send: exactly one of `providerMediaId` and `url`. */
export const sentMediaSchema = z
  .strictObject(fields)
  .refine((media) => (media.providerMediaId === undefined) !== (media.url === undefined), {
    error: 'Give exactly one of providerMediaId and url',
  })
  .meta({ id: 'SentMedia', override: { oneOf: [{ required: ['providerMediaId'] }, { required: ['url'] }] } });

/** A file of a message. Exactly one of `providerMediaId` and `url` says where its bytes are. */
export const mediaSchema = z
  .object({
    ...fields,
    url: z.string().exactOptional(),
    mimeType: z.string().exactOptional(),
    altText: z.string().exactOptional(),
    fileName: z
      .string()
      .meta({ description: 'As the sender named it: untrusted, for display only.' })
      .exactOptional(),
    sha256: z.string().exactOptional(),
    sizeBytes: z.int().nonnegative().exactOptional(),
  })
  .meta({ id: 'Media' });

/** `POST /v1/inboxes/:id/media`: a file that is held now, by the channel's provider or by Parley. */
export const uploadedMediaSchema = z
  .object({
    mediaId: z.string().meta({ description: 'Send it as `content.media.providerMediaId`.' }),
    mimeType: z.string(),
    sizeBytes: z.int().positive(),
  })
  .meta({ id: 'UploadedMedia' });

/** `X-File-Name` of an upload. */
export const fileNameHeaderSchema = z.object({
  'X-File-Name': z
    .string()
    .max(2048)
    .meta({
      description: 'Name of the file, percent-encoded UTF-8 (`encodeURIComponent`).',
      example: 'r%C3%A9sum%C3%A9.pdf',
    })
    .exactOptional(),
});

/** Files of some types that can be uploaded for an inbox; of several rules, the first that covers a type decides. */
export const uploadRuleSchema = z
  .object({
    sentAs: z
      .enum(['image', 'video', 'audio', 'document'])
      .meta({ description: 'The `type` of content the file is sent as.' }),
    mimeTypes: z.array(z.string()).meta({
      description: 'Without parameters: exact, or a whole class as `video/*`; `*` alone is any.',
      example: ['image/jpeg', 'image/png'],
    }),
    exceptMimeTypes: z.array(z.string()).meta({ description: 'Refused although `mimeTypes` covers them.' }),
    maxBytes: z.int().positive(),
    maxCaptionLength: z.int().nonnegative().meta({ description: '0 = such a file is sent without words.' }),
  })
  .meta({ id: 'UploadRule' });
