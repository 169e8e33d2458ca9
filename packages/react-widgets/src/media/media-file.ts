import type { MessageContent } from '../client/wire-types.ts';

/** A file of a message. */
export type MediaFile = Extract<MessageContent, { type: 'image' | 'video' | 'document' }>['media'];
