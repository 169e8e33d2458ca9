import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Customer } from '../customers/customer.ts';
import type { Identity } from '../customers/identity.ts';
import type { Inbox } from '../inboxes/inbox.ts';
import { defaultReopenWindowMs } from '../inboxes/inbox.ts';
import { queuedDelivery } from '../messages/delivery-status.ts';
import type { InboundMessage, OutboundMessage } from '../messages/message.ts';

const at = new Date('2026-01-05T09:00:00.000Z');
const one = '00000000000070008000000000000001';

/** A customer named Sara. */
export function aCustomer(given: Partial<Customer> = {}): Customer {
  return {
    id: `cus_${one}`,
    name: 'Sara',
    attributes: {},
    nameIsEdited: false,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}

/** Sara's phone on WhatsApp. */
export function anIdentity(given: Partial<Identity> = {}): Identity {
  return {
    id: `idn_${one}`,
    customerId: `cus_${one}`,
    channel: 'whatsapp',
    scope: '102290129340398',
    kind: 'phone',
    value: '16505551234',
    validFrom: at,
    ...given,
  };
}

/** An open conversation without messages. */
export function aConversation(given: Partial<Conversation> = {}): Conversation {
  return {
    id: `cnv_${one}`,
    number: 1,
    customerId: `cus_${one}`,
    inboxId: `inb_${one}`,
    status: 'open',
    priority: 'normal',
    controller: 'queue',
    controllerVersion: 1,
    isBotHandoff: false,
    lastSeq: 0,
    lastReadSeq: 0,
    unreadCount: 0,
    customerReadSeq: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}

/** "Where is my order?" */
export function anInboundMessage(given: Partial<InboundMessage> = {}): InboundMessage {
  return {
    id: `msg_${one}`,
    conversationId: `cnv_${one}`,
    inboxId: `inb_${one}`,
    customerId: `cus_${one}`,
    seq: 1,
    direction: 'inbound',
    sender: { type: 'customer', id: `cus_${one}` },
    content: { type: 'text', text: 'Where is my order?' },
    context: {},
    providerMessageId: 'wamid.1',
    reactions: [],
    revisions: [],
    sentAt: at,
    createdAt: at,
    ...given,
  };
}

/** "It is on its way.", waiting to be sent. */
export function anOutboundMessage(given: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: `msg_${one}`,
    conversationId: `cnv_${one}`,
    inboxId: `inb_${one}`,
    customerId: `cus_${one}`,
    seq: 1,
    direction: 'outbound',
    sender: { type: 'agent', id: `agt_${one}` },
    content: { type: 'text', text: 'It is on its way.' },
    context: {},
    delivery: queuedDelivery(at),
    part: 0,
    reactions: [],
    revisions: [],
    sentAt: at,
    createdAt: at,
    ...given,
  };
}

/** Monday to Friday, nine to five, in Berlin. */
export function aSchedule(given: Partial<BusinessHours> = {}): BusinessHours {
  return {
    id: `bhr_${one}`,
    name: 'Office',
    timeZone: 'Europe/Berlin',
    weekly: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).map((day) => ({
      day,
      opens: '09:00',
      closes: '17:00',
    })),
    exceptions: [],
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}

/** A WhatsApp inbox; its sealed credentials open with no key. */
export function anInbox(given: Partial<Inbox> = {}): Inbox {
  return {
    id: `inb_${one}`,
    name: 'WhatsApp',
    channel: 'whatsapp',
    settings: {},
    sealedCredentials: 'v1.none..',
    reopenWindowMs: defaultReopenWindowMs,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}
