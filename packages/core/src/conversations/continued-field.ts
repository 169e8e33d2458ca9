import type { Conversation } from './conversation.ts';

/** What a customer's message changes of an active conversation. A test holds `recordMessage` to it. */
export const continuedFields = [
  'status',
  'snoozedUntil',
  'lastSeq',
  'unreadCount',
  'waitingSince',
  'lastInboundAt',
  'lastMessageAt',
  'preview',
  'version',
  'updatedAt',
] as const satisfies readonly (keyof Conversation)[];
/** One of {@link continuedFields}. */
export type ContinuedField = (typeof continuedFields)[number];
