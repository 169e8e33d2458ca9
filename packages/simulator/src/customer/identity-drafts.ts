import type { JsonObject } from '../json-value.ts';
import { createCallId, createMessageId } from '../random/message-id.ts';
import { numberChangedMessage, userIdChangedMessage } from '../webhook/answer-messages.ts';
import { callUpdate, echoUpdate } from '../webhook/side-payloads.ts';
import { phoneDigits } from './customer-directory.ts';
import type { CustomerRecord } from './customer-record.ts';
import { idsOf, profileOf } from './customer-record.ts';
import type { CustomerUpdate } from './customer-update.ts';
import type { DraftContext } from './draft-context.ts';
import { applyEffect, draftMessage, headerOf } from './draft-context.ts';

/**
 * The customer's phone number changes, and the user id with it. Takes effect on the customer at once;
 * the update tells the business.
 */
export function draftNumberChange(
  context: DraftContext,
  customer: CustomerRecord,
  newPhone: string,
): CustomerUpdate {
  const header = headerOf(context, customer, {});
  const before = idsOf(customer);
  const digits = phoneDigits(newPhone);
  customer.phone = `+${digits}`;
  customer.waId = digits;
  context.customers.rotateUserId(customer);
  const after = idsOf(customer);
  const who = customer.name ?? 'The customer';
  const message = numberChangedMessage(
    { ...header, sender: before },
    {
      newWaId: digits,
      body: `${who} changed from ${before.waId ?? 'a hidden number'} to ${digits}`,
      ...(after.userId === undefined ? {} : { userId: after.userId }),
      ...(before.userId === undefined ? {} : { previousUserId: before.userId }),
      ...(after.parentUserId === undefined ? {} : { parentUserId: after.parentUserId }),
      ...(before.parentUserId === undefined ? {} : { previousParentUserId: before.parentUserId }),
    },
  );
  return draftMessage(context, customer, header, message, { opensWindow: false }, false);
}

/** The customer's user id is rotated. Takes effect on the customer at once; the update tells the business. */
export function draftUserIdChange(context: DraftContext, customer: CustomerRecord): CustomerUpdate {
  const header = headerOf(context, customer, {});
  const previous = { userId: customer.userId, parentUserId: customer.parentUserId };
  context.customers.rotateUserId(customer);
  const message = userIdChangedMessage(header, {
    body: `${customer.name ?? 'The customer'} has a new user id`,
    userId: customer.userId,
    previousUserId: previous.userId,
    ...(customer.parentUserId === undefined ? {} : { parentUserId: customer.parentUserId }),
    ...(previous.parentUserId === undefined ? {} : { previousParentUserId: previous.parentUserId }),
  });
  return draftMessage(context, customer, header, message, { opensWindow: false }, false);
}

/** One event of a call. */
export interface CallOptions {
  /** @defaultValue 'connect' */
  readonly event?: 'connect' | 'terminate';
  /** `wacid.…` of the call a `terminate` ends. @defaultValue a new one */
  readonly id?: string;
  /** For `terminate`. @defaultValue 'COMPLETED' */
  readonly status?: 'COMPLETED' | 'FAILED';
  readonly durationSeconds?: number;
}

/** A call event. A call of the customer opens the 24-hour window. */
export function draftCall(
  context: DraftContext,
  customer: CustomerRecord,
  options: CallOptions = {},
): CustomerUpdate {
  const header = { id: options.id ?? createCallId(context.ids), at: context.clock.now() };
  const event = options.event ?? 'connect';
  const update = callUpdate({
    ...header,
    customer: idsOf(customer),
    profile: profileOf(customer),
    businessPhone: context.settings.displayPhoneNumber,
    event,
    ...(event === 'terminate' ? { status: options.status ?? 'COMPLETED' } : {}),
    ...(options.durationSeconds === undefined ? {} : { durationSeconds: options.durationSeconds }),
  });
  return {
    ...update,
    customerId: customer.id,
    messageId: header.id,
    apply: () => applyEffect(context, customer, header, { opensWindow: event === 'connect' }),
  };
}

/** What a person of the business wrote in the WhatsApp Business app. */
export type EchoContent = string | { readonly type: string; readonly content?: JsonObject };

/** An echo: a person of the business wrote to this customer in the WhatsApp Business app. */
export function draftEcho(
  context: DraftContext,
  customer: CustomerRecord,
  content: EchoContent,
): CustomerUpdate {
  const party = customer.waId ?? customer.userId;
  const header = { id: createMessageId(context.ids, party, 'outbound'), at: context.clock.now() };
  const item = typeof content === 'string' ? { type: 'text', content: { body: content } } : content;
  const update = echoUpdate({
    ...header,
    businessPhone: context.settings.displayPhoneNumber,
    customer: idsOf(customer),
    type: item.type,
    ...(item.content === undefined ? {} : { content: item.content }),
    ...(customer.username === undefined ? {} : { username: customer.username }),
  });
  const shown = typeof content === 'string' ? content : `Sent from the business's phone (${content.type})`;
  return {
    ...update,
    customerId: customer.id,
    messageId: header.id,
    apply: () => {
      context.chats.add({
        id: header.id,
        customerId: customer.id,
        from: 'business',
        at: header.at,
        content:
          typeof content === 'string' ? { kind: 'text', text: shown } : { kind: 'notice', text: shown },
        state: 'delivered',
      });
    },
  };
}
