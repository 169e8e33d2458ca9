import type { JsonObject } from '@parley/core';

/** Stored on every identity of this channel. */
export const channelKind = 'whatsapp';

/** What the readers need to know of the inbox. */
export interface InboxFacts {
  /** Sender key of the business number, `metadata.phone_number_id`. */
  readonly phoneNumberId: string;
  /** WhatsApp Business Account id, `entry[].id`. */
  readonly wabaId: string;
  /** Where user ids are unique: the business portfolio, else the WhatsApp Business Account. */
  readonly scope: string;
  /** The business's own number in digits, for webhooks that do not name it. */
  readonly displayPhoneNumber?: string;
}

/** What one change of a webhook tells about all its items. */
export interface ChangeContext {
  readonly inbox: InboxFacts;
  /** `entry[].changes[].field`, e.g. `messages`. */
  readonly field: string;
  /** `value.contacts`. */
  readonly contacts: readonly JsonObject[];
  /** The business's own number in digits, if the webhook names it. */
  readonly businessPhone?: string;
}
