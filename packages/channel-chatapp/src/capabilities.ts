import { type ChannelCapabilities, mediaTypeNames } from '@parley/core';
import { customerIdKind, visitorKind } from './channel-kind.ts';

/** Largest file an inbox may allow: 100 MiB. */
export const maxFileBytes = 100 * 1024 * 1024;

/** What a chat of the host's own can show. There is no service window: it is the host's to decide when to write. */
export const chatAppCapabilities: ChannelCapabilities = {
  sends: ['text', 'interactive', 'image', 'video', 'audio', 'document'],
  receipts: { delivered: true, read: true },
  addressKinds: [customerIdKind, visitorKind],
  ownFiles: { types: mediaTypeNames, maxBytes: maxFileBytes },
};
