import type { ChannelAdapter } from '@parley/core';
import { channelKind } from './channel-kind.ts';
import { checkInbox } from './check-inbox.ts';
import { createChatAppChannel } from './create-chat-app-channel.ts';
import type { ChatAppOptions } from './options.ts';
import { staffFiles } from './staff-files.ts';

/**
 * What a host registers to chat with the customers of its own site or app.
 * @example createParley({ channels: [chatAppAdapter()], … })
 */
export function chatAppAdapter(options: ChatAppOptions = {}): ChannelAdapter {
  return {
    kind: channelKind,
    hasWebhook: true,
    credentialNames: ['apiKeys', 'tokenSecrets', 'webhookSecrets'],
    check(inbox) {
      checkInbox(inbox, options.trustedHosts ?? []);
      return { settings: inbox.settings, credentials: inbox.credentials };
    },
    files: (_settings, { hasBlobStore }) => (hasBlobStore ? staffFiles : []),
    open: (inbox) => createChatAppChannel(inbox, options),
  };
}
