import type { InboxId } from '../ids.ts';

/** What happens to inboxes. */
export interface InboxEvents {
  'inbox.created': { inboxId: InboxId; channel: string; name: string };
  'inbox.updated': { inboxId: InboxId; channel: string; name: string };
}
