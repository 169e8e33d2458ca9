import type { ChatLog } from '../chat/chat-log.ts';
import type { ChatContent } from '../chat/chat-message.ts';
import type { TaskClock } from '../clock/task-clock.ts';
import type { JsonObject } from '../json-value.ts';
import type { MediaStore } from '../media/media-store.ts';
import { createMessageId } from '../random/message-id.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { MessageHeader } from '../webhook/inbound-message.ts';
import {
  adReferral,
  forwardedContext,
  productContext,
  replyContext,
  webhookContact,
} from '../webhook/inbound-message.ts';
import type { CustomerDirectory } from './customer-directory.ts';
import type { CustomerRecord } from './customer-record.ts';
import { idsOf, profileOf } from './customer-record.ts';
import type { CustomerUpdate } from './customer-update.ts';
import type { MessageOptions } from './message-options.ts';
import { sampleReferral } from './message-options.ts';

/** What customers' messages are made with. */
export interface DraftContext {
  readonly settings: SimulatorSettings;
  readonly clock: TaskClock;
  readonly ids: SeededRandom;
  readonly customers: CustomerDirectory;
  readonly chats: ChatLog;
  readonly media: MediaStore;
  /** Where `url` of inbound media points when `includeMediaUrls` is on. */
  readonly mediaUrl: (mediaId: string) => string | undefined;
}

/** The id a new message of this customer gets. */
export function newMessageId(context: DraftContext, customer: CustomerRecord): string {
  return createMessageId(context.ids, customer.waId ?? customer.userId, 'inbound');
}

function contextOf(
  context: DraftContext,
  customer: CustomerRecord,
  options: MessageOptions,
): JsonObject | undefined {
  if (options.forwarded !== undefined) return forwardedContext(options.forwarded === 'often');
  if (options.replyTo === undefined) return undefined;
  const quoted = context.chats.find(options.replyTo);
  const own = idsOf(customer);
  const byCustomer = quoted?.from === 'customer';
  const from = byCustomer ? own.waId : context.settings.displayPhoneNumber;
  if (options.product !== undefined) {
    return productContext({
      from: context.settings.displayPhoneNumber,
      id: options.replyTo,
      ...options.product,
    });
  }
  return replyContext({
    ...(from === undefined ? {} : { from }),
    ...(byCustomer && own.userId !== undefined ? { fromUserId: own.userId } : {}),
    ...(options.replyTo === '' ? {} : { id: options.replyTo }),
  });
}

/** The facts every message of this customer carries. */
export function headerOf(
  context: DraftContext,
  customer: CustomerRecord,
  options: MessageOptions,
): MessageHeader {
  const replyOrForward = contextOf(context, customer, options);
  const referral = options.referral === true ? sampleReferral : options.referral;
  return {
    id: options.id ?? newMessageId(context, customer),
    at: options.at ?? context.clock.now(),
    sender: idsOf(customer),
    ...(replyOrForward === undefined ? {} : { context: replyOrForward }),
    ...(referral === undefined ? {} : { referral: adReferral(referral) }),
  };
}

/** How a draft behaves on the phone. */
export interface DraftEffect {
  /** Shown as a message of its own when given. */
  readonly content?: ChatContent;
  readonly replyTo?: string | undefined;
  /** Opens the 24-hour window. */
  readonly opensWindow: boolean;
  /** Anything else that changes. */
  readonly also?: () => void;
}

/** A draft from a built `messages[]` item. */
export function draftMessage(
  context: DraftContext,
  customer: CustomerRecord,
  header: Pick<MessageHeader, 'id' | 'at'>,
  message: JsonObject,
  effect: DraftEffect,
  withContact = true,
): CustomerUpdate {
  const contacts = [webhookContact(idsOf(customer), profileOf(customer))];
  const value: JsonObject = withContact ? { contacts, messages: [message] } : { messages: [message] };
  return {
    field: 'messages',
    value,
    aboutPhoneNumber: true,
    customerId: customer.id,
    messageId: header.id,
    apply: () => applyEffect(context, customer, header, effect),
  };
}

/** Does what an update tells: shows it, opens the window. */
export function applyEffect(
  context: DraftContext,
  customer: CustomerRecord,
  header: Pick<MessageHeader, 'id' | 'at'>,
  effect: DraftEffect,
): void {
  if (effect.opensWindow && (customer.lastInboundAt === undefined || customer.lastInboundAt < header.at)) {
    customer.lastInboundAt = header.at;
  }
  effect.also?.();
  context.chats.noteInbound(header.id, customer.id);
  // The same id sent twice is one message on the phone.
  if (effect.content !== undefined && context.chats.find(header.id) === undefined) {
    context.chats.add({
      id: header.id,
      customerId: customer.id,
      from: 'customer',
      at: header.at,
      content: effect.content,
      state: 'sending',
      replyTo: effect.replyTo === '' ? undefined : effect.replyTo,
    });
  }
  context.customers.touched(customer);
}
