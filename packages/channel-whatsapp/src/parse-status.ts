import {
  type DeliveryError,
  type DeliveryEvidence,
  type InboundEvent,
  isId,
  type JsonValue,
} from '@parley/core';
import { noticeOf } from './parse-notice.ts';
import { present } from './present.ts';
import { readId, readObject, readObjects, readText } from './read-field.ts';
import { readTimestamp } from './read-timestamp.ts';
import { unreadable } from './unreadable-item.ts';
import { deliveryError } from './whatsapp-errors.ts';

const statuses: readonly string[] = [
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
] satisfies DeliveryEvidence['status'][];

/**
 * An item of `statuses[]`. The recipient is not read: a failed status has no contacts, a person without a shared phone
 * no `recipient_id`, a group several participants; the message's id is what counts.
 */
export function parseStatus(item: JsonValue): InboundEvent {
  const status = readObject(item);
  if (status === undefined) return unreadable('bad_item');
  const id = readId(status.id);
  if (id === undefined) return unreadable('missing_id');
  const name = readText(status.status);
  if (name === undefined) return unreadable('missing_type');
  if (status.type === 'call') return statusNotice('call_status', true, id, name, item);
  const at = readTimestamp(status.timestamp);
  if (at === undefined) return unreadable('bad_timestamp');
  if (!isStatus(name)) return statusNotice(`status.${name}`, false, id, name, item);
  const callbackData = status.biz_opaque_callback_data;
  return present({
    kind: 'delivery',
    providerMessageId: id,
    messageId: isId('msg', callbackData) ? callbackData : undefined,
    evidence: present({
      status: name,
      at,
      error: name === 'failed' ? failureOf(status.errors) : undefined,
      pricing: readObject(status.pricing),
    }),
  });
}

function isStatus(name: string): name is DeliveryEvidence['status'] {
  return statuses.includes(name);
}

function failureOf(errors: JsonValue | undefined): DeliveryError {
  return deliveryError(readId(readObjects(errors)[0]?.code));
}

function statusNotice(
  type: string,
  isKnown: boolean,
  id: string,
  name: string,
  item: JsonValue,
): InboundEvent {
  const at = readTimestamp(readObject(item)?.timestamp);
  return noticeOf({ type, isKnown, payload: item, at, key: `${id}:${name}` });
}
