import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { CustomerIds } from './inbound-message.ts';
import { webhookContact, webhookTimestamp } from './inbound-message.ts';
import type { WebhookUpdate } from './webhook-update.ts';

/** One event of a voice call. */
export interface CallInput {
  /** `wacid.…` */
  readonly id: string;
  readonly at: Date;
  readonly customer: CustomerIds;
  /** The business's number in digits. */
  readonly businessPhone: string;
  readonly event: 'connect' | 'terminate';
  /** @defaultValue 'USER_INITIATED' */
  readonly direction?: 'USER_INITIATED' | 'BUSINESS_INITIATED';
  /** For `terminate`. */
  readonly status?: 'COMPLETED' | 'FAILED';
  /** For a completed call. */
  readonly durationSeconds?: number;
  readonly profile?: { name?: string; username?: string };
}

/** A call event on field `calls`. A customer's call opens the 24-hour window as a message does. */
export function callUpdate(input: CallInput): WebhookUpdate {
  const byCustomer = (input.direction ?? 'USER_INITIATED') === 'USER_INITIATED';
  const customer = input.customer.waId;
  const call = present({
    id: input.id,
    from: byCustomer ? customer : input.businessPhone,
    from_user_id: byCustomer ? input.customer.userId : undefined,
    to: byCustomer ? input.businessPhone : customer,
    event: input.event,
    direction: input.direction ?? 'USER_INITIATED',
    timestamp: webhookTimestamp(input.at),
    status: input.status,
    duration: input.durationSeconds,
    session: input.event === 'connect' ? { sdp_type: 'offer', sdp: 'v=0\r\n' } : undefined,
  });
  const contacts = [webhookContact(input.customer, input.profile)];
  return { field: 'calls', value: { contacts, calls: [call] }, aboutPhoneNumber: true };
}

/** A message a person of the business wrote in the WhatsApp Business app. */
export interface EchoInput {
  readonly id: string;
  readonly at: Date;
  /** The business's number in digits. */
  readonly businessPhone: string;
  readonly customer: CustomerIds;
  /** E.g. `text`, `image`, `edit`, `revoke`, `unsupported`. */
  readonly type: string;
  /** The object under the type's name. */
  readonly content?: JsonObject;
  /** Echoes give no name, and no profile at all for customers without a username. */
  readonly username?: string;
}

/** An echo on field `smb_message_echoes`. */
export function echoUpdate(input: EchoInput): WebhookUpdate {
  const echo = present({
    from: input.businessPhone,
    to: input.customer.waId,
    to_user_id: input.customer.userId,
    to_parent_user_id: input.customer.parentUserId,
    id: input.id,
    timestamp: webhookTimestamp(input.at),
    type: input.type,
    [input.type]: input.content,
  });
  const profile = input.username === undefined ? undefined : { username: input.username };
  const contacts = [webhookContact(input.customer, profile)];
  return { field: 'smb_message_echoes', value: { contacts, message_echoes: [echo] }, aboutPhoneNumber: true };
}

/** An update on any field, for what this package does not build, e.g. `account_update`. */
export function fieldUpdate(field: string, value: JsonObject, aboutPhoneNumber = false): WebhookUpdate {
  return { field, value, aboutPhoneNumber };
}
