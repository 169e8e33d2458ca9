import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue, NoticeEvent } from '@parley/core';
import { present } from './present.ts';
import { readObject } from './read-field.ts';
import { readTimestamp } from './read-timestamp.ts';

/** Longest notice type that is kept. */
const maxTypeLength = 128;

/** Fields that are about the account, its templates and its settings: kept and told, never about one message. */
const knownFields: ReadonlySet<string> = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'automatic_events',
  'business_capability_update',
  'business_username_update',
  'business_username_updates',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'messaging_handovers',
  'partner_solutions',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'template_category_update',
  'user_preferences',
]);

/** Something the provider tells that is not about a message. */
export function noticeOf(input: {
  readonly type: string;
  readonly isKnown: boolean;
  readonly payload: JsonValue;
  readonly at?: Date | undefined;
  /** What makes it one notice however often it is delivered. @defaultValue a hash of the payload */
  readonly key?: string;
}): NoticeEvent {
  const type = input.type.slice(0, maxTypeLength);
  const key = input.key ?? hashOf(input.payload);
  return present({
    kind: 'notice',
    type,
    isKnown: input.isKnown,
    dedupeKey: `${type}:${key}`,
    payload: input.payload,
    at: input.at,
  });
}

/** A change on a field that carries no messages, known or new. The entry's time tells two equal notices apart. */
export function parseFieldNotice(field: string, entry: JsonObject, value: JsonValue): NoticeEvent {
  return noticeOf({
    type: field,
    isKnown: knownFields.has(field),
    payload: value,
    at: readTimestamp(entry.time),
    key: hashOf([entry.time ?? null, value]),
  });
}

/** A change on a field of messages that holds none of the lists we know. */
export function parseNewShape(field: string, entry: JsonObject, value: JsonObject): NoticeEvent {
  return { ...parseFieldNotice(field, entry, value), isKnown: false };
}

/** A webhook of another product of the provider's that shares this address. */
export function parseForeignObject(object: string, body: JsonObject): NoticeEvent {
  return noticeOf({ type: object, isKnown: false, payload: body });
}

/** An item of `value.errors[]`: a notice to the app, e.g. 130429, that belongs to no message. */
export function parseErrorNotice(item: JsonValue): NoticeEvent {
  return noticeOf({ type: 'errors', isKnown: true, payload: item });
}

/** An item of `value.user_actions[]`, e.g. a click on a link of a marketing message. */
export function parseUserAction(item: JsonValue): NoticeEvent {
  return noticeOf({
    type: 'user_actions',
    isKnown: true,
    payload: item,
    at: readTimestamp(readObject(item)?.timestamp),
  });
}

function hashOf(value: JsonValue): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** JSON with sorted keys, so that the hash does not depend on how the provider orders them. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: JsonValue) => {
    const object = readObject(inner);
    if (object === undefined) return inner;
    return Object.fromEntries(Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
