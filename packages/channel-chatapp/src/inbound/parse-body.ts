import { createHash } from 'node:crypto';
import type { InboundEvent, InboundItem, JsonObject, JsonValue } from '@parley/core';
import { readList, readObject } from '../json-fields.ts';
import { readMessage, readReceipt } from './read-item.ts';
import { type UnreadableReason, unreadable } from './unreadable-item.ts';

type ReadItem = (item: JsonObject, customerIdScope: string) => InboundEvent;

const readers = new Map<string, ReadItem>([
  ['messages', readMessage],
  ['deliveries', (item) => readReceipt(item, 'delivered')],
  ['reads', (item) => readReceipt(item, 'read')],
]);

/** More in one body is not read; the limit of the other channels. */
const maxItems = 1000;

/**
 * Everything one request of the host's backend says: `{ messages, deliveries, reads }`, in this order of the wire. What
 * cannot be read becomes an unreadable item of its own; what is not known is kept as a notice.
 */
export function parseBody(body: Uint8Array, customerIdScope: string): readonly InboundItem[] {
  const whole = (reason: UnreadableReason): InboundItem[] => [
    { event: unreadable(reason), source: () => body },
  ];
  const root = parseJson(body);
  if (root === undefined) return whole('not_json');
  const envelope = readObject(root);
  if (envelope === undefined || Object.keys(envelope).length === 0) return whole('bad_envelope');
  const items: InboundItem[] = [];
  for (const [name, value] of Object.entries(envelope)) {
    const read = readers.get(name);
    if (read === undefined) items.push(notice(name, value));
    else items.push(...readAll(name, value, read, customerIdScope));
  }
  return items.length > maxItems ? whole('bad_envelope') : items;
}

function readAll(name: string, value: JsonValue, read: ReadItem, customerIdScope: string): InboundItem[] {
  const sourceOf = (part: JsonValue) => () => Buffer.from(JSON.stringify({ [name]: part }));
  const list = readList(value);
  if (list === undefined) return [{ event: unreadable('bad_list'), source: sourceOf(value) }];
  return list.map((item) => {
    const object = readObject(item);
    const event =
      object === undefined ? unreadable('bad_item') : readSafely(() => read(object, customerIdScope));
    return { event, source: sourceOf([item]) };
  });
}

function notice(name: string, value: JsonValue): InboundItem {
  const body = JSON.stringify({ [name]: value });
  return {
    event: {
      kind: 'notice',
      type: name.slice(0, 64),
      isKnown: false,
      dedupeKey: createHash('sha256').update(body).digest('hex'),
      payload: value,
    },
    source: () => Buffer.from(body),
  };
}

/** A reader that breaks on an item (e.g. one nested deeper than the stack) loses that item to quarantine, nothing else. */
function readSafely(read: () => InboundEvent): InboundEvent {
  try {
    return read();
  } catch {
    return unreadable('reader_failed');
  }
}

function parseJson(body: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as JsonValue;
  } catch {
    return undefined;
  }
}
