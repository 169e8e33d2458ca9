import type { InboundEvent, JsonObject, JsonValue } from '@parley/core';
import type { ChangeContext, InboxFacts } from './inbox-facts.ts';
import { parseCall } from './parse-call.ts';
import { parseEcho } from './parse-echo.ts';
import { parseHistoryChunk } from './parse-history.ts';
import { parseUserIdUpdate } from './parse-identity-change.ts';
import { parseMessage } from './parse-message.ts';
import { parseErrorNotice, parseNewShape, parseUserAction } from './parse-notice.ts';
import { parseStatus } from './parse-status.ts';
import { present } from './present.ts';
import { type Field, readId, readList, readObject, readObjects } from './read-field.ts';
import { readSafely } from './read-safely.ts';
import { unreadable } from './unreadable-item.ts';

/** Takes one event, and how to make a value that holds only its item from the value when it is read again. */
export type AddEvent = (event: InboundEvent, only: (value: JsonObject) => JsonValue) => void;

type ReadItem = (item: JsonValue, context: ChangeContext) => InboundEvent;

const messageFields: ReadonlySet<string> = new Set([
  'messages',
  'smb_message_echoes',
  'standby',
  'history',
  'calls',
  'user_id_update',
]);

const readers: ReadonlyMap<string, ReadItem> = new Map<string, ReadItem>([
  ['messages', readMessage],
  ['message_echoes', (item, context) => parseEcho(item, context, arrivalOf(context))],
  ['statuses', parseStatus],
  ['calls', parseCall],
  ['user_id_update', parseUserIdUpdate],
  ['errors', parseErrorNotice],
  ['user_actions', parseUserAction],
]);

/** Whether changes of this field carry messages, statuses, calls or identities of one business number. */
export function isMessageField(field: string): boolean {
  return messageFields.has(field);
}

/** Reads the lists of one change in the order of the wire. */
export function parseValue(
  field: string,
  value: JsonObject,
  entry: JsonObject,
  inbox: InboxFacts,
  add: AddEvent,
): void {
  const context = contextOf(field, value, inbox);
  let isKnownShape = false;
  for (const key of Object.keys(value)) {
    const read = readers.get(key);
    const items = value[key];
    if ((read === undefined && key !== 'history') || items === undefined || items === null) continue;
    isKnownShape = true;
    const list = readList(items);
    if (list === undefined) {
      add(unreadable('bad_list'), (again) => valueWith(again, key, again[key]));
    } else if (read === undefined) {
      parseHistory(list, context, add);
    } else {
      for (let index = 0; index < list.length; index += 1)
        add(readSafely(read, list[index] ?? null, context), onlyItem(key, index));
    }
  }
  if (!isKnownShape)
    add(
      readSafely(() => parseNewShape(field, entry, value)),
      (again) => again,
    );
}

/** Made here, so that it holds on to nothing of the body. */
function onlyItem(key: string, index: number): (value: JsonObject) => JsonValue {
  return (value) => valueWith(value, key, [readList(value[key])?.[index] ?? null]);
}

function parseHistory(chunks: readonly JsonValue[], context: ChangeContext, add: AddEvent): void {
  for (const item of chunks) {
    try {
      for (const part of parseHistoryChunk(item, context))
        add(part.event, (value) => valueWith(value, 'history', [part.chunk()]));
    } catch {
      add(unreadable('reader_failed'), (value) => valueWith(value, 'history', [item]));
    }
  }
}

/** On the field of echoes even a list called `messages` is what the business wrote. */
function readMessage(item: JsonValue, context: ChangeContext): InboundEvent {
  return context.field === 'smb_message_echoes'
    ? parseEcho(item, context)
    : parseMessage(item, context, arrivalOf(context));
}

function arrivalOf(context: ChangeContext): { isStandby?: true; isHistory?: true } {
  if (context.field === 'standby') return { isStandby: true };
  return context.field === 'history' ? { isHistory: true } : {};
}

function contextOf(field: string, value: JsonObject, inbox: InboxFacts): ChangeContext {
  const named = readId(readObject(value.metadata)?.display_phone_number) ?? inbox.displayPhoneNumber;
  const contacts = readObjects(value.contacts);
  return named === undefined
    ? { inbox, field, contacts }
    : { inbox, field, contacts, businessPhone: named.replace(/\D/g, '') };
}

/** The value with one list only, of one item; contacts stay, for the item may need them. */
function valueWith(value: JsonObject, key: string, items: Field): JsonValue {
  const { messaging_product, metadata, contacts } = value;
  return present({ messaging_product, metadata, contacts, [key]: items }) as JsonValue;
}
