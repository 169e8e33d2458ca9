import type { InboxId } from '@parley/core';
import type { InboxFacts } from './api-call.ts';

const maxKept = 10_000;

/** Keeps the channel of each inbox asked for: it never changes. Asked only for inboxes the caller may see. */
export function createInboxFacts(): InboxFacts {
  const channels = new Map<InboxId, string>();
  return {
    async channelOf(desk, inboxId) {
      const known = channels.get(inboxId);
      if (known !== undefined) return known;
      const { channel } = await desk.inboxes.get(inboxId);
      if (channels.size >= maxKept) channels.clear();
      channels.set(inboxId, channel);
      return channel;
    },
  };
}
