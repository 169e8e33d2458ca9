import type { InboundEvent, JsonValue } from '@parley/core';
import type { ChangeContext } from './inbox-facts.ts';
import { present } from './present.ts';
import { readId, readObject, readText } from './read-field.ts';
import { readParty, readPersonIds } from './read-party.ts';
import { readTimestamp } from './read-timestamp.ts';
import { unreadable } from './unreadable-item.ts';

/**
 * An item of `calls[]`. A call by the customer opens the service window when it comes in; that it ended is only noted.
 * The session description (SDP) is left out: it is large and of no use later.
 */
export function parseCall(item: JsonValue, context: ChangeContext): InboundEvent {
  const call = readObject(item);
  if (call === undefined) return unreadable('bad_item');
  const id = readId(call.id);
  if (id === undefined) return unreadable('missing_id');
  const at = readTimestamp(call.timestamp);
  if (at === undefined) return unreadable('bad_timestamp');
  const event = readText(call.event);
  if (event === undefined) return unreadable('missing_type');
  const isByCustomer = call.direction !== 'BUSINESS_INITIATED';
  const ids = isByCustomer
    ? readPersonIds({ phone: call.from, userId: call.from_user_id, parentUserId: call.from_parent_user_id })
    : readPersonIds({ phone: call.to, userId: call.to_user_id, parentUserId: call.to_parent_user_id });
  const party = readParty(ids, context);
  if (party === undefined) return unreadable('missing_sender');
  const isStart = event === 'connect';
  return {
    kind: 'activity',
    activity: isStart ? 'call' : `call_${event}`.slice(0, 64),
    providerId: isStart ? id : `${id}:${event}`.slice(0, 512),
    party,
    opensWindow: isStart && call.direction === 'USER_INITIATED',
    payload: present({
      callId: id,
      event,
      direction: readText(call.direction),
      status: readText(call.status),
      startedAt: readTimestamp(call.start_time)?.toISOString(),
      endedAt: readTimestamp(call.end_time)?.toISOString(),
      durationSeconds: typeof call.duration === 'number' ? call.duration : undefined,
    }),
    at,
  };
}
