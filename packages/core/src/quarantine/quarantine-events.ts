import type { InboxId, QuarantineId } from '../ids.ts';

/** What happens to quarantined items. */
export interface QuarantineEvents {
  'quarantine.item_added': { quarantineId: QuarantineId; inboxId: InboxId; reason: string };
  'quarantine.item_replayed': { quarantineId: QuarantineId; inboxId: InboxId };
}
