import type { InboundEvent, InboundItem, JsonObject, JsonValue } from '@parley/core';
import type { InboxFacts } from './inbox-facts.ts';
import { bodySource, type ItemPlace, itemSource } from './item-source.ts';
import { parseFieldNotice, parseForeignObject } from './parse-notice.ts';
import { isMessageField, parseValue } from './parse-value.ts';
import { type Field, readId, readList, readObject, readText } from './read-field.ts';
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
  const source = bodySource(body);
  const items: InboundItem[] = [];
  for (let entry = 0; entry < entries.length; entry += 1)
    parseEntry(entries[entry], inbox, (event, place) => {
      items.push({ event, source: itemSource(source, { ...place, entry }) });
    });
  return items;
}

/** Takes one event, and where in its entry it comes from. */
type AddAt = (event: InboundEvent, place: Omit<ItemPlace, 'entry'>) => void;

function parseEntry(item: Field, inbox: InboxFacts, add: AddAt): void {
  const entry = readObject(item);
  const changes = readList(entry?.changes);
  if (entry === undefined || changes === undefined) {
    add(unreadable('bad_entry'), {});
    return;
  }
  for (let change = 0; change < changes.length; change += 1)
    parseChange(changes[change], entry, inbox, (event, only) =>
      add(event, only === undefined ? { change } : { change, only }),
    );
}

function parseChange(
  item: Field,
  entry: JsonObject,
  inbox: InboxFacts,
  add: (event: InboundEvent, only?: ItemPlace['only']) => void,
): void {
  const change = readObject(item);
  const field = readText(change?.field);
  if (change === undefined || field === undefined || change.value === undefined) {
    add(unreadable('bad_change'));
    return;
  }
  const value = readObject(change.value);
  const foreign = foreignness(field, value, entry, inbox);
  if (foreign !== undefined) {
    add(unreadable(foreign));
    return;
  }
  if (!isMessageField(field)) {
    const payload = change.value;
    add(readSafely(() => parseFieldNotice(field, entry, payload)));
    return;
  }
  if (value === undefined) {
    add(unreadable('bad_change'));
    return;
  }
  parseValue(field, value, entry, inbox, add);
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

function parseJson(body: Uint8Array): { readonly value: JsonValue } | undefined {
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return undefined;
  }
}
