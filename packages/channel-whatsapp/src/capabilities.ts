import type { ChannelCapabilities } from '@parley/core';

/** What WhatsApp can do. Sources: WhatsApp Cloud API, messages; customer service windows; business-scoped user ids. */
export const whatsAppCapabilities: ChannelCapabilities = {
  sends: [
    'text',
    'image',
    'video',
    'document',
    'audio',
    'sticker',
    'location',
    'contacts',
    'interactive',
    'reaction',
    'template',
  ],
  serviceWindow: { durationMs: 24 * 60 * 60 * 1000, marginMs: 60_000 },
  receipts: { delivered: true, read: true },
  addressKinds: ['phone', 'user_id', 'parent_user_id'],
};
