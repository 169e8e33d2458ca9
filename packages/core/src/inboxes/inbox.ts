import type { BusinessHoursId, InboxId } from '../ids.ts';
import type { JsonObject } from '../json.ts';

/** How long a resolved conversation is reopened by the customer's next message: 24 h. */
export const defaultReopenWindowMs = 24 * 60 * 60 * 1000;

/** Who may speak first in a new conversation of the inbox. */
export function firstController(inbox: Pick<Inbox, 'assistantId'>): 'assistant' | 'queue' {
  return inbox.assistantId === undefined ? 'queue' : 'assistant';
}

/** One configured channel account: a phone number, a page, a mailbox. */
export interface Inbox {
  readonly id: InboxId;
  readonly name: string;
  /** Which channel adapter serves it, e.g. `"whatsapp"`. Never changes. */
  readonly channel: string;
  /** What the adapter needs and may be shown, e.g. a phone number id. */
  readonly settings: JsonObject;
  /** The adapter's secrets, sealed by the field cipher; never shown. */
  readonly sealedCredentials: string;
  /** A resolved conversation is reopened by a message within this time; 0 = always start a new one. */
  readonly reopenWindowMs: number;
  /** The assistant that answers new conversations first; absent = people do. */
  readonly assistantId?: string;
  /** When people answer here; absent = nothing says so. */
  readonly businessHoursId?: BusinessHoursId;
  /** Grows by one with each save; a save against an older one is refused. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
