import {
  type DeliveryEvidence,
  type IdentityRef,
  type InboundEvent,
  isId,
  type JsonObject,
} from '@parley/core';
import { channelKind, customerIdKind, visitorKind } from '../channel-kind.ts';
import { readId, readInstant, readObject, readText } from '../json-fields.ts';
import { readContent } from './read-content.ts';
import { unreadable } from './unreadable-item.ts';

/** One entry of `messages`. The names of the source documents (`customer_id`, `channel_message_id`) are taken as well. */
export function readMessage(item: JsonObject, customerIdScope: string): InboundEvent {
  const providerMessageId = readId(item['messageId'] ?? item['channel_message_id'] ?? item['message_id']);
  if (providerMessageId === undefined) return unreadable('missing_id');
  const identity = readIdentity(item, customerIdScope);
  if (identity === undefined) return unreadable('missing_sender');
  const at = readInstant(item['sentAt'] ?? item['timestamp']);
  if (at === undefined) return unreadable('bad_timestamp');
  const content = readContent(item);
  if (content === undefined) return unreadable('bad_content');
  const sender = readObject(item['sender']);
  const name = readText(item['name'] ?? sender?.['name'], 200);
  const language = readText(item['language'], 35);
  const replyTo = readId(item['replyTo']);
  const page = readText(item['page'], 2000);
  return {
    kind: 'message',
    providerMessageId,
    party: {
      identities: [identity],
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
    },
    content,
    context: {
      ...(replyTo === undefined ? {} : { replyToProviderMessageId: replyTo }),
      ...(page === undefined ? {} : { referral: { page } }),
    },
    at,
    opensWindow: true,
  };
}

/** One entry of `deliveries` or `reads`: how far a message of ours got. */
export function readReceipt(item: JsonObject, status: DeliveryEvidence['status']): InboundEvent {
  const providerMessageId = readId(item['messageId'] ?? item['channel_message_id'] ?? item['message_id']);
  if (providerMessageId === undefined) return unreadable('missing_id');
  const at = readInstant(item['at'] ?? item['timestamp']);
  if (at === undefined) return unreadable('bad_timestamp');
  const own = item['parleyMessageId'] ?? providerMessageId;
  return {
    kind: 'delivery',
    providerMessageId,
    ...(isId('msg', own) ? { messageId: own } : {}),
    evidence: { status, at },
  };
}

function readIdentity(item: JsonObject, customerIdScope: string): IdentityRef | undefined {
  const visitor = readObject(item['visitor']);
  if (visitor !== undefined) {
    const value = readId(visitor['id']);
    const scope = visitor['inboxId'];
    return value === undefined || !isId('inb', scope)
      ? undefined
      : { channel: channelKind, scope, kind: visitorKind, value };
  }
  const sender = readObject(item['sender']);
  const value = readId(item['customerId'] ?? item['customer_id'] ?? sender?.['id']);
  return value === undefined
    ? undefined
    : { channel: channelKind, scope: customerIdScope, kind: customerIdKind, value };
}
