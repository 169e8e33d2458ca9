import type { InboundEvent, JsonObject, JsonValue } from '@parley/core';
import type { ChangeContext } from './inbox-facts.ts';
import { parseEcho } from './parse-echo.ts';
import { parseMessage } from './parse-message.ts';
import { noticeOf } from './parse-notice.ts';
import { present } from './present.ts';
import { readList, readObject, readPhone } from './read-field.ts';
import { unreadable } from './unreadable-item.ts';

/** One event of a history chunk and a chunk that holds only it. */
export interface HistoryPart {
  readonly event: InboundEvent;
  /** What `value.history` must hold to give this event again. */
  readonly chunk: () => JsonValue;
}

/**
 * An item of `value.history[]`: up to six months of messages from before the connection, in threads, in any order; or
 * why there are none. A chunk without messages is a notice, so that the progress it reports is not lost.
 */
export function parseHistoryChunk(item: JsonValue, context: ChangeContext): HistoryPart[] {
  const chunk = readObject(item);
  if (chunk === undefined) return [{ event: unreadable('bad_item'), chunk: () => item }];
  const threads = readList(chunk.threads);
  if (threads === undefined && chunk.threads !== undefined && chunk.threads !== null) {
    return [{ event: unreadable('bad_list'), chunk: () => item }];
  }
  const { threads: _threads, errors, ...head } = chunk;
  const parts: HistoryPart[] = [];
  for (const thread of threads ?? []) parts.push(...parseThread(thread, head, context));
  if (parts.length > 0 && errors === undefined) return parts;
  const rest = present({ ...head, errors });
  return [
    ...parts,
    { event: noticeOf({ type: 'history', isKnown: true, payload: rest }), chunk: () => rest },
  ];
}

function parseThread(item: JsonValue, head: JsonObject, context: ChangeContext): HistoryPart[] {
  const thread = readObject(item);
  const messages = readList(thread?.messages);
  if (thread === undefined || messages === undefined) {
    const event = unreadable(thread === undefined ? 'bad_item' : 'bad_list');
    return [{ event, chunk: () => ({ ...head, threads: [item] }) }];
  }
  const customer = customerOf(thread, context);
  return messages.map((message) => ({
    event: parseHistoryMessage(message, customer),
    chunk: () => ({ ...head, threads: [{ ...thread, messages: [message] }] }),
  }));
}

/** A thread names its customer once; messages inside may leave them out. Older payloads have the phone as thread id. */
function customerOf(thread: JsonObject, context: ChangeContext): ChangeContext {
  const named = readObject(thread.context) ?? {};
  const phone = readPhone(named.wa_id) ?? readPhone(thread.id);
  const contact = present({
    wa_id: phone,
    user_id: named.user_id,
    parent_user_id: named.parent_user_id,
    profile: named.username === undefined ? undefined : { username: named.username },
  });
  return { ...context, contacts: [contact] };
}

function parseHistoryMessage(item: JsonValue, context: ChangeContext): InboundEvent {
  const message = readObject(item);
  const came = { isHistory: true } as const;
  return message !== undefined && isOurs(message, context)
    ? parseEcho(item, context, came)
    : parseMessage(item, context, came);
}

/** What the business wrote: from its number, or to the customer. */
function isOurs(message: JsonObject, context: ChangeContext): boolean {
  const from = readPhone(message.from);
  if (from !== undefined && context.businessPhone !== undefined) return from === context.businessPhone;
  if (message.from_user_id !== undefined) return false;
  const customerPhone = readPhone(context.contacts[0]?.wa_id);
  if (from !== undefined && from === customerPhone) return false;
  return (
    message.to !== undefined ||
    message.to_user_id !== undefined ||
    (from !== undefined && customerPhone !== undefined)
  );
}
