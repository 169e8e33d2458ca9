import { z } from 'zod';
import { conversationIdSchema, inboxIdSchema, messageIdSchema } from './ids.ts';
import { uploadedMediaSchema } from './media.ts';
import { defineRoutes } from './route.ts';

/** Files of messages. They stay with the channel's provider, or with Parley where there is none. */
export const mediaRoutes = defineRoutes({
  getMessageMedia: {
    method: 'GET',
    path: '/v1/conversations/:id/messages/:messageId/media',
    summary: 'Fetch the file of a message',
    description:
      'Streamed from the channel’s provider, or from the blob store where it has none. Pictures, sound and films come with their type; everything else as a download. The name and type are the sender’s word.',
    tag: 'Media',
    auth: 'apiKey',
    least: 'agent',
    asksProvider: true,
    params: z.strictObject({ id: conversationIdSchema, messageId: messageIdSchema }),
    responses: { 200: { description: 'The file.', contentType: 'application/octet-stream' } },
    errors: [
      'conversation_not_found',
      'message_not_found',
      'media_not_found',
      'media_gone',
      'media_refused',
      'media_unavailable',
    ],
  },
  uploadMedia: {
    method: 'POST',
    path: '/v1/inboxes/:id/media',
    summary: 'Upload a file to send',
    description:
      'The body is the file itself. Types and sizes the channel does not take are refused before its provider is asked. Where the channel has no provider, Parley keeps the file; it can be sent once, within a day.',
    tag: 'Media',
    auth: 'apiKey',
    least: 'agent',
    takesFile: true,
    asksProvider: true,
    params: z.strictObject({ id: inboxIdSchema }),
    responses: { 201: { description: 'Ready to be sent.', schema: uploadedMediaSchema } },
    errors: [
      'inbox_not_found',
      'invalid_content',
      'body_too_large',
      'body_timeout',
      'uploads_overloaded',
      'content_encoding_not_supported',
      'media_not_supported',
      'media_refused',
      'media_unavailable',
    ],
  },
});
