import type { UnreadableEvent } from '@parley/core';

const messages = {
  not_json: 'The request is authentic but its body is not JSON.',
  bad_envelope: 'The body is not an object with lists of messages, deliveries or reads.',
  bad_list: 'A list of the body is not a list.',
  bad_item: 'An item of the body is not an object.',
  missing_id: 'The item has no messageId.',
  missing_sender: 'The item does not say which customer it is from.',
  bad_timestamp: 'The item has no time as ISO 8601 with an offset.',
  bad_content: 'The message has neither text nor content.',
  reader_failed: 'The item could not be read.',
} as const;

/** Why an item could not be read; stable, stored with the quarantined item. */
export type UnreadableReason = keyof typeof messages;

/** The event for an item that goes to quarantine as it came. */
export function unreadable(reason: UnreadableReason): UnreadableEvent {
  return { kind: 'unreadable', reason, message: messages[reason] };
}
