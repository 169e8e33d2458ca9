import type { InboundEvent, JsonObject, JsonValue, Party } from '@parley/core';
import type { ChangeContext } from './inbox-facts.ts';
import { parseContent } from './parse-content.ts';
import { parseContext } from './parse-context.ts';
import { parseReaction } from './parse-message.ts';
import { noticeOf } from './parse-notice.ts';
import { parseDelete, parseEdit } from './parse-revision.ts';
import { readPhone } from './read-field.ts';
import { type Arrival, readHead } from './read-head.ts';
import { readParty, readPersonIds } from './read-party.ts';
import { unreadable } from './unreadable-item.ts';

/**
 * An item of `message_echoes[]`: what a person of the business wrote in the WhatsApp Business app. The name of the list
 * decides that, not the numbers: some published samples have `from` and `to` swapped.
 */
export function parseEcho(item: JsonValue, context: ChangeContext, came: Arrival = {}): InboundEvent {
  const head = readHead(item);
  if ('kind' in head) return head;
  const { message, id, type, at } = head;
  if (type === 'edit') return parseEdit(head);
  if (type === 'revoke') return parseDelete(head);
  if (type === 'system')
    return noticeOf({ type: 'system.echo', isKnown: true, payload: message, at, key: id });
  const party = customerOf(message, context);
  if (type === 'reaction') return parseReaction(head, 'app', party);
  if (party === undefined) return unreadable('missing_sender');
  const content = parseContent(type, message);
  if (content === undefined) return unreadable('bad_content');
  return {
    kind: 'echo',
    providerMessageId: id,
    party,
    content,
    context: parseContext(message, came),
    at,
    opensWindow: false,
  };
}

/** Whom the echo went to; from whom, where the sample is swapped. */
function customerOf(message: JsonObject, context: ChangeContext): Party | undefined {
  const to = readPersonIds({
    phone: message.to,
    userId: message.to_user_id,
    parentUserId: message.to_parent_user_id,
  });
  const isSwapped = to.userId === undefined && to.phone !== undefined && to.phone === context.businessPhone;
  if (!isSwapped) return readParty(to, context);
  const from = readPhone(message.from);
  const sender = from === context.businessPhone ? undefined : from;
  return readParty(
    readPersonIds({ phone: sender, userId: message.from_user_id, parentUserId: message.from_parent_user_id }),
    context,
  );
}
