import type { ChannelCapabilities } from '@parley/core';
import { customerIdKind, visitorKind } from './channel-kind.ts';

/** What a chat of the host's own can show. There is no service window: it is the host's to decide when to write. */
export const chatAppCapabilities: ChannelCapabilities = {
  sends: ['text', 'interactive', 'image', 'document'],
  receipts: { delivered: true, read: true },
  addressKinds: [customerIdKind, visitorKind],
};
