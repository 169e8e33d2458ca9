import type { JsonObject, JsonValue, MessageContext, UnreadableEvent } from '@parley/core';
import { readId, readObject, readText } from './read-field.ts';
import { readTimestamp } from './read-timestamp.ts';
import { unreadable } from './unreadable-item.ts';

/** What every message has, whoever wrote it. */
export interface MessageHead {
  readonly message: JsonObject;
  readonly id: string;
  readonly type: string;
  readonly at: Date;
}

/** How a message came; a message that came as history or standby opens no window. */
export type Arrival = Pick<MessageContext, 'isHistory' | 'isStandby'>;

/** Reads id, time and type, or says which is missing. */
export function readHead(item: JsonValue): MessageHead | UnreadableEvent {
  const message = readObject(item);
  if (message === undefined) return unreadable('bad_item');
  const id = readId(message.id);
  if (id === undefined) return unreadable('missing_id');
  const at = readTimestamp(message.timestamp);
  if (at === undefined) return unreadable('bad_timestamp');
  const type = readText(message.type);
  if (type === undefined) return unreadable('missing_type');
  return { message, id, type, at };
}
