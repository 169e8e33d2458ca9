import type { UnreadableEvent } from '@parley/core';

const messages = {
  not_json: 'The body is signed but is not JSON.',
  bad_envelope: 'The body is not a WhatsApp webhook envelope.',
  bad_entry: 'An entry of the webhook has no list of changes.',
  bad_change: 'A change of the webhook has no field name or no value.',
  bad_list: 'A list of the webhook is not a list.',
  bad_item: 'An item of the webhook is not an object.',
  missing_phone_number: 'The webhook does not say which business number it is for.',
  foreign_phone_number: "The webhook is for a business number that is not this inbox's.",
  foreign_account: "The webhook is for a WhatsApp Business Account that is not this inbox's.",
  missing_id: 'The item has no id.',
  missing_type: 'The item has no type.',
  missing_sender: 'The item does not say who it is from or for.',
  missing_target: 'The item does not say which message it is about.',
  bad_timestamp: 'The item has no time, or one that cannot be.',
  bad_content: 'The content of the message is not in a shape we can read.',
  bad_identity_change: 'The change of identity names no new id.',
  reader_failed: 'The item could not be read.',
} as const;

/** Why an item could not be read; stable, stored with the quarantined item. */
export type UnreadableReason = keyof typeof messages;

/** The event for an item that goes to quarantine as it came. */
export function unreadable(reason: UnreadableReason): UnreadableEvent {
  return { kind: 'unreadable', reason, message: messages[reason] };
}
