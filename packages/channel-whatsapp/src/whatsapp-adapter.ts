import type { ChannelAdapter, JsonObject } from '@parley/core';
import { createFetch } from './create-fetch.ts';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';
import { channelKind } from './inbox-facts.ts';
import { whatsAppFiles } from './media-limits.ts';
import { checkInbox, checkOptions, type WhatsAppOptions } from './options.ts';

/**
 * What a host registers to serve WhatsApp inboxes; all of them share one pool of connections.
 * @throws {InvalidInboxError} if an option is wrong
 * @example createParley({ channels: [whatsAppAdapter()], … })
 */
export function whatsAppAdapter(options: WhatsAppOptions = {}): ChannelAdapter {
  checkOptions(options);
  const fetch = options.fetch ?? createFetch(options.timeoutMs ?? 10_000);
  return {
    kind: channelKind,
    hasWebhook: true,
    credentialNames: ['appSecrets', 'verifyToken', 'accessToken'],
    files: () => whatsAppFiles,
    check(inbox) {
      const { settings, credentials } = checkInbox(inbox);
      return { settings: { ...settings } as JsonObject, credentials: { ...credentials } as JsonObject };
    },
    open(inbox) {
      const { settings, credentials } = checkInbox(inbox);
      return createWhatsAppChannel({ ...options, ...settings, ...credentials, fetch });
    },
  };
}
