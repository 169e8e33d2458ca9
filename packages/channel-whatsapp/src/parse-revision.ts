import type { InboundEvent } from '@parley/core';
import { parseContent } from './parse-content.ts';
import { readId, readObject, readText } from './read-field.ts';
import type { MessageHead } from './read-head.ts';
import { unreadable } from './unreadable-item.ts';

/** `edit{original_message_id,message{type,…}}`: what a message says from now on. Has an id of its own, which nobody needs. */
export function parseEdit(head: MessageHead): InboundEvent {
  const edit = readObject(head.message.edit);
  const target = readId(edit?.original_message_id);
  if (target === undefined) return unreadable('missing_target');
  const message = readObject(edit?.message);
  const type = readText(message?.type);
  const content = message === undefined || type === undefined ? undefined : parseContent(type, message);
  if (content === undefined) return unreadable('bad_content');
  return { kind: 'edit', providerMessageId: target, content, at: head.at };
}

/** `revoke{original_message_id}`: the message was taken back. */
export function parseDelete(head: MessageHead): InboundEvent {
  const target = readId(readObject(head.message.revoke)?.original_message_id);
  if (target === undefined) return unreadable('missing_target');
  return { kind: 'delete', providerMessageId: target, at: head.at };
}
