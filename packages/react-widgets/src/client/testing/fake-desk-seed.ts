import type { Agent, Conversation, Customer, Inbox, Message, MessageContent, Note } from '../wire-types.ts';

/** What a fake desk begins with. Everything left out is made up, the same each time. */
export interface FakeDeskSeed {
  readonly agents?: readonly Agent[];
  /** Id of the agent who is signed in. @defaultValue the first one */
  readonly me?: string;
  readonly inboxes?: readonly Inbox[];
  readonly customers?: readonly Customer[];
  readonly conversations?: readonly Conversation[];
  /** Of any conversation; their `seq` counts from 1 without holes. */
  readonly messages?: readonly Message[];
  readonly notes?: readonly Note[];
}

/** A well-formed id from a number: `fakeId('cnv', 7)`. */
export function fakeId<const Prefix extends string>(prefix: Prefix, number: number): `${Prefix}_${string}` {
  return `${prefix}_${number.toString(16).padStart(32, '0')}`;
}

/** Where the made-up time begins. */
export const fakeStart = Date.parse('2026-03-02T09:00:00.000Z');

const iso = (minutes: number): string => new Date(fakeStart + minutes * 60_000).toISOString();

/** An agent; `number` tells agents apart. */
export function fakeAgent(number: number, fields: Partial<Agent> = {}): Agent {
  const name = `Agent ${number}`;
  const id = fakeId('agt', number);
  return { id, name, email: null, role: 'agent', isDisabled: false, createdAt: iso(-1000), ...fields };
}

const fakeUploads: Inbox['uploads'] = [
  {
    sentAs: 'image',
    mimeTypes: ['image/jpeg', 'image/png'],
    exceptMimeTypes: [],
    maxBytes: 5 * 1024 * 1024,
    maxCaptionLength: 1024,
  },
  {
    sentAs: 'audio',
    mimeTypes: ['audio/mpeg', 'audio/ogg'],
    exceptMimeTypes: [],
    maxBytes: 16 * 1024 * 1024,
    maxCaptionLength: 0,
  },
  {
    sentAs: 'document',
    mimeTypes: ['*'],
    exceptMimeTypes: ['image/*', 'video/*', 'audio/*'],
    maxBytes: 16 * 1024 * 1024,
    maxCaptionLength: 1024,
  },
];

/** An inbox; `number` tells inboxes apart. */
export function fakeInbox(number: number, fields: Partial<Inbox> = {}): Inbox {
  return {
    id: fakeId('inb', number),
    name: `Inbox ${number}`,
    channel: 'whatsapp',
    settings: {},
    uploads: fakeUploads,
    createdAt: iso(-1000),
    updatedAt: iso(-1000),
    ...fields,
  } as Inbox;
}

/** A customer; `number` tells customers apart. */
export function fakeCustomer(number: number, fields: Partial<Customer> = {}): Customer {
  return {
    id: fakeId('cus', number),
    name: `Customer ${number}`,
    username: null,
    email: null,
    phone: null,
    language: null,
    timezone: null,
    attributes: {},
    identities: [],
    createdAt: iso(-500),
    updatedAt: iso(-500),
    ...fields,
  };
}

/** A conversation of customer `number` in inbox 1, without messages. */
export function fakeConversation(number: number, fields: Partial<Conversation> = {}): Conversation {
  return {
    id: fakeId('cnv', number),
    number,
    customerId: fakeId('cus', number),
    customerName: `Customer ${number}`,
    inboxId: fakeId('inb', 1),
    channel: 'whatsapp',
    status: 'open',
    priority: 'normal',
    controller: 'agent',
    subject: null,
    assigneeId: null,
    lastSeq: 0,
    lastReadSeq: 0,
    unreadCount: 0,
    waitingSince: null,
    firstResponseAt: null,
    lastInboundAt: null,
    lastMessageAt: null,
    preview: null,
    lastMessage: null,
    isBotHandoff: false,
    snoozedUntil: null,
    resolvedAt: null,
    closedAt: null,
    serviceWindow: { state: 'none' },
    createdAt: iso(-number),
    updatedAt: iso(-number),
    ...fields,
  } as Conversation;
}

/** A text as content. */
export function textOf(text: string): MessageContent {
  return { type: 'text', text };
}
