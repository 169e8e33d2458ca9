import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { CustomerIds } from './inbound-message.ts';
import { webhookContact, webhookTimestamp } from './inbound-message.ts';
import type { WebhookUpdate } from './webhook-update.ts';

/** What can become of a message the business sent. */
export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed' | 'played';

/** An error as statuses carry it. */
export interface StatusError {
  readonly code: number;
  readonly title: string;
  readonly details: string;
}

/** The facts of one status webhook. */
export interface StatusInput {
  /** The message's id. */
  readonly id: string;
  readonly status: MessageStatus;
  readonly at: Date;
  readonly recipient: CustomerIds;
  /** Shown in `contacts[].profile`; the username only on `delivered` and `read`. */
  readonly profile?: { name?: string; username?: string };
  /** True when the business addressed the message by user id. A failed status of a phone-addressed one names none. */
  readonly addressedByUserId: boolean;
  /** Echo of `biz_opaque_callback_data`. */
  readonly callbackData?: string;
  /** For `failed`. */
  readonly errors?: readonly StatusError[];
  /** Pricing category; given on `sent` and once on `delivered` or `read`. */
  readonly pricingCategory?: string;
}

function pricing(category: string): JsonObject {
  return { billable: true, pricing_model: 'PMP', type: 'regular', category };
}

/** A `statuses[]` item. */
export function statusItem(input: StatusInput): JsonObject {
  const failed = input.status === 'failed';
  const namesUser = !failed || input.addressedByUserId;
  return present({
    id: input.id,
    status: input.status,
    timestamp: webhookTimestamp(input.at),
    recipient_id: input.recipient.waId,
    recipient_user_id: namesUser ? input.recipient.userId : undefined,
    recipient_parent_user_id: namesUser ? input.recipient.parentUserId : undefined,
    biz_opaque_callback_data: input.callbackData,
    pricing: input.pricingCategory === undefined ? undefined : pricing(input.pricingCategory),
    errors: input.errors?.map((error) => ({
      code: error.code,
      title: error.title,
      message: error.title,
      error_data: { details: error.details },
      href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
    })),
  });
}

/** A status update with its `contacts[]`, which a `failed` one does not have. */
export function statusUpdate(input: StatusInput): WebhookUpdate {
  const statuses = [statusItem(input)];
  if (input.status === 'failed') return { field: 'messages', value: { statuses }, aboutPhoneNumber: true };
  const showsUsername = input.status === 'delivered' || input.status === 'read';
  const username = showsUsername ? input.profile?.username : undefined;
  const profile = present({ name: input.profile?.name, username });
  const contacts = [webhookContact(input.recipient, profile as { name?: string; username?: string })];
  return { field: 'messages', value: { contacts, statuses }, aboutPhoneNumber: true };
}
