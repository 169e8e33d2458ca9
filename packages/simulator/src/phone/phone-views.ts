import type { ChatMessage } from '../chat/chat-message.ts';
import { previewOf } from '../chat/chat-message.ts';
import type { CustomerRecord } from '../customer/customer-record.ts';
import { windowEndsAt } from '../customer/customer-record.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { SentMessage } from '../status/sent-message.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { PhoneContext } from './phone-context.ts';

/** A customer as the page lists them. */
export function customerView(context: Pick<PhoneContext, 'chats'>, customer: CustomerRecord): JsonObject {
  const chat = context.chats.of(customer.id);
  const last = chat.at(-1);
  return present({
    id: customer.id,
    name: customer.name,
    phone: customer.phone,
    username: customer.username,
    userId: customer.userId,
    identity: customer.identity,
    chatOpen: customer.chatOpen,
    preview: last === undefined ? undefined : previewOf(last),
    previewFrom: last?.from,
    lastAt: last?.at.toISOString(),
    unread: customer.chatOpen
      ? 0
      : chat.filter((message) => message.from === 'business' && message.state !== 'read').length,
    failed: chat.some((message) => message.from === 'customer' && message.state === 'failed'),
    windowEndsAt: windowEndsAt(customer)?.toISOString(),
  });
}

/** A webhook as the page shows it. */
export function deliveryView(delivery: WebhookDelivery): JsonObject {
  const last = delivery.attempts.at(-1);
  return present({
    id: delivery.id,
    state: delivery.state,
    summary: delivery.summary,
    attempts: delivery.attempts.length,
    status: last?.status,
    error: last?.error,
    tookMs: last?.tookMs,
  });
}

/** A message as the page shows it. */
export function messageView(context: Pick<PhoneContext, 'simulator'>, message: ChatMessage): JsonObject {
  const delivery =
    message.deliveryId === undefined
      ? undefined
      : context.simulator.webhooks.deliveries.findLast((candidate) => candidate.id === message.deliveryId);
  return present({
    id: message.id,
    customerId: message.customerId,
    from: message.from,
    at: message.at.toISOString(),
    state: message.state,
    content: message.content as unknown as JsonValue,
    replyTo: message.replyTo,
    reactions: present({ ...message.reactions }),
    edited: message.edited,
    revoked: message.revoked,
    delivery: delivery === undefined ? undefined : deliveryView(delivery),
  });
}

/** A message of the outbox as the endpoints give it. */
export function sentView(message: SentMessage): JsonObject {
  return present({
    id: message.id,
    at: message.at.toISOString(),
    to: message.to,
    customerId: message.customerId,
    type: message.type,
    text: message.text,
    callbackData: message.callbackData,
    body: message.body,
    statuses: message.statuses.map((status) =>
      present({ status: status.status, at: status.at.toISOString(), code: status.code }),
    ),
    replyLost: message.replyLost,
  });
}
