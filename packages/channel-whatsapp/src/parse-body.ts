import type { InboundEvent, InboundItem, JsonObject, JsonValue } from '@parley/core';
import type { InboxFacts } from './inbox-facts.ts';
import { parseFieldNotice, parseForeignObject } from './parse-notice.ts';
import { isMessageField, parseValue } from './parse-value.ts';
import { readId, readList, readObject, readText } from './read-field.ts';
import { readSafely } from './read-safely.ts';
import { type UnreadableReason, unreadable } from './unreadable-item.ts';

const productName = 'whatsapp_business_account';

/**
 * Everything one webhook body says, in the order of the wire. What cannot be read becomes an unreadable item of its
 * own and does not spoil the rest. WhatsApp Cloud API: one body holds up to 1000 updates in several entries and changes.
 */
export function parseBody(body: Uint8Array, inbox: InboxFacts): readonly InboundItem[] {
  const whole = (): Uint8Array => body;
  const fail = (reason: UnreadableReason): InboundItem[] => [{ event: unreadable(reason), source: whole }];
  const parsed = parseJson(body);
  if (parsed === undefined) return fail('not_json');
  const root = readObject(parsed.value);
  const product = readText(root?.object);
  if (root === undefined || product === undefined) return fail('bad_envelope');
  if (product !== productName)
    return [{ event: readSafely(() => parseForeignObject(product, root)), source: whole }];
  const entries = readList(root.entry);
  if (entries === undefined) return fail('bad_envelope');
  const items: InboundItem[] = [];
  for (const entry of entries) parseEntry(entry, inbox, body, items);
  return items;
}

function parseEntry(item: JsonValue, inbox: InboxFacts, body: Uint8Array, items: InboundItem[]): void {
  const entry = readObject(item);
  const changes = readList(entry?.changes);
  if (entry === undefined || changes === undefined) {
    items.push({ event: unreadable('bad_entry'), source: sourceOf(body, () => item) });
    return;
  }
  for (const change of changes) parseChange(change, entry, inbox, body, items);
}

function parseChange(
  item: JsonValue,
  entry: JsonObject,
  inbox: InboxFacts,
  body: Uint8Array,
  items: InboundItem[],
): void {
  const change = readObject(item);
  const field = readText(change?.field);
  const add = (event: InboundEvent, smaller: () => JsonValue): void => {
    items.push({ event, source: sourceOf(body, () => ({ ...entry, changes: [smaller()] })) });
  };
  const addWhole = (event: InboundEvent): void => add(event, () => item);
  if (change === undefined || field === undefined || change.value === undefined) {
    addWhole(unreadable('bad_change'));
    return;
  }
  const value = readObject(change.value);
  const foreign = foreignness(field, value, entry, inbox);
  if (foreign !== undefined) {
    addWhole(unreadable(foreign));
    return;
  }
  if (!isMessageField(field)) {
    const payload = change.value;
    addWhole(readSafely(() => parseFieldNotice(field, entry, payload)));
    return;
  }
  if (value === undefined) {
    addWhole(unreadable('bad_change'));
    return;
  }
  parseValue(field, value, entry, inbox, (event, smaller) => add(event, () => ({ field, value: smaller() })));
}

/**
 * Numbers and accounts of several tenants may share one app secret, so a right signature does not prove that an item is
 * for this inbox. Items about messages must name our number; what is about the account must not name another one.
 */
function foreignness(
  field: string,
  value: JsonObject | undefined,
  entry: JsonObject,
  inbox: InboxFacts,
): UnreadableReason | undefined {
  const phoneNumberId = readId(readObject(value?.metadata)?.phone_number_id);
  if (phoneNumberId !== undefined)
    return phoneNumberId === inbox.phoneNumberId ? undefined : 'foreign_phone_number';
  if (isMessageField(field)) return value === undefined ? undefined : 'missing_phone_number';
  const wabaId = readId(entry.id);
  return wabaId === undefined || wabaId === inbox.wabaId ? undefined : 'foreign_account';
}

/** Made only when an item is set aside. What cannot be written again is set aside with everything that came with it. */
function sourceOf(body: Uint8Array, entry: () => JsonValue): () => Uint8Array {
  return () => {
    try {
      return Buffer.from(JSON.stringify({ object: productName, entry: [entry()] }));
    } catch {
      return body;
    }
  };
}

function parseJson(body: Uint8Array): { readonly value: JsonValue } | undefined {
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}
