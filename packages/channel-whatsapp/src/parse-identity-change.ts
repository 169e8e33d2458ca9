import type { IdentityRef, InboundEvent, JsonObject, JsonValue } from '@parley/core';
import type { ChangeContext } from './inbox-facts.ts';
import { noticeOf } from './parse-notice.ts';
import { readObject, readPhone, readText } from './read-field.ts';
import type { Arrival, MessageHead } from './read-head.ts';
import { identitiesOf, type PersonIds, readPersonIds } from './read-party.ts';
import { readTimestamp } from './read-timestamp.ts';
import { unreadable } from './unreadable-item.ts';

/**
 * A `system` message: the customer's number or user id changed. It has no contacts and opens nothing. An old change in
 * a history import is only noted: what it says may be over by now.
 */
export function parseSystemMessage(head: MessageHead, context: ChangeContext, came: Arrival): InboundEvent {
  const system = readObject(head.message.system);
  const type = readText(system?.type);
  if (system === undefined || type === undefined) return unreadable('bad_content');
  if (came.isHistory === true) return systemNotice(type, true, head);
  switch (type) {
    case 'user_changed_number':
    case 'customer_changed_number':
      return change(
        'number_changed',
        previousIds(head.message, system),
        numberChangedTo(system),
        head.at,
        context,
      );
    case 'user_changed_user_id':
      return change('rotated', previousIds(head.message, system), numberChangedTo(system), head.at, context);
    case 'customer_identity_changed':
    case 'user_identity_changed':
      return systemNotice(type, true, head);
    default:
      return systemNotice(type, false, head);
  }
}

/**
 * An item of `value.user_id_update[]`. The field may no longer exist (changelog of August 2026), but old payloads and
 * replays do. Its `wa_id` is not used: it is not said whether it is the old or the new one.
 */
export function parseUserIdUpdate(item: JsonValue, context: ChangeContext): InboundEvent {
  const update = readObject(item);
  if (update === undefined) return unreadable('bad_item');
  const at = readTimestamp(update.timestamp);
  if (at === undefined) return unreadable('bad_timestamp');
  const user = readObject(update.user_id);
  const parent = readObject(update.parent_user_id);
  const previous = readPersonIds({ userId: user?.previous, parentUserId: parent?.previous });
  const current = readPersonIds({ userId: user?.current, parentUserId: parent?.current });
  return change('rotated', previous, current, at, context);
}

function previousIds(message: JsonObject, system: JsonObject): PersonIds {
  return readPersonIds({
    phone: readPhone(message.from) === undefined ? system.customer : message.from,
    userId: system.previous_user_id,
    parentUserId: system.previous_parent_user_id,
  });
}

function numberChangedTo(system: JsonObject): PersonIds {
  return readPersonIds({
    phone: system.wa_id ?? system.new_wa_id,
    userId: system.user_id,
    parentUserId: system.parent_user_id,
  });
}

function change(
  reason: 'number_changed' | 'rotated',
  before: PersonIds,
  after: PersonIds,
  at: Date,
  context: ChangeContext,
): InboundEvent {
  const current = identitiesOf(after, context.inbox);
  if (current.length === 0) return unreadable('bad_identity_change');
  const stays = (ref: IdentityRef): boolean =>
    current.some((other) => other.kind === ref.kind && other.value === ref.value);
  const previous = identitiesOf(before, context.inbox).filter((ref) => !stays(ref));
  return { kind: 'identity_change', reason, previous, current, at };
}

function systemNotice(type: string, isKnown: boolean, head: MessageHead): InboundEvent {
  return noticeOf({ type: `system.${type}`, isKnown, payload: head.message, at: head.at, key: head.id });
}
