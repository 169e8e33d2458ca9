import type { JsonObject } from '../json-value.ts';
import type { ContactCardInput, LocationInput, OrderInput } from '../webhook/content-messages.ts';
import { fieldUpdate } from '../webhook/side-payloads.ts';
import {
  draftButtonReply,
  draftEdit,
  draftFlowReply,
  draftListReply,
  draftRevoke,
  draftTap,
  draftTemplateButton,
} from './answer-drafts.ts';
import {
  draftContacts,
  draftLocation,
  draftMedia,
  draftOrder,
  draftReaction,
  draftText,
  draftUnknownType,
  draftUnsupported,
  draftWelcome,
} from './content-drafts.ts';
import type { CustomerRecord } from './customer-record.ts';
import type { CustomerUpdate } from './customer-update.ts';
import type { DraftContext } from './draft-context.ts';
import type { CallOptions, EchoContent } from './identity-drafts.ts';
import { draftCall, draftEcho, draftNumberChange, draftUserIdChange } from './identity-drafts.ts';
import type { MediaOptions, MessageOptions } from './message-options.ts';

/** Everything a customer can do. `R` is what each gives: a draft, or the promise of what came of it. */
export interface CustomerActions<R> {
  /** Writes a text. */
  text(body: string, options?: MessageOptions): R;
  /** Sends a picture; a small sample when no bytes are given. */
  image(options?: MediaOptions): R;
  /** Sends a video. */
  video(options?: MediaOptions): R;
  /** Sends audio; a voice note unless `voice: false`. */
  audio(options?: MediaOptions): R;
  /** Sends a document. */
  document(options?: MediaOptions): R;
  /** Sends a sticker. */
  sticker(options?: MediaOptions): R;
  /** Sends a place. */
  location(location: LocationInput, options?: MessageOptions): R;
  /** Shares contact cards. Only `origin: 'contact_request'` proves that the number is the sender's own. */
  contacts(cards: readonly ContactCardInput[], options?: MessageOptions): R;
  /** Reacts to a message. */
  react(messageId: string, emoji: string): R;
  /** Takes a reaction back. */
  unreact(messageId: string): R;
  /** Taps what a message from the business offers, by id or title. Answers as that kind of choice does. */
  tap(messageId: string, choice: string): R;
  /** Taps a reply button that need not have been sent. */
  buttonReply(reply: { id: string; title: string }, options?: MessageOptions): R;
  /** Chooses from a list that need not have been sent. */
  listReply(reply: { id: string; title: string; description?: string }, options?: MessageOptions): R;
  /** Completes a flow. A text stands for a `response_json` that is not JSON. */
  flowReply(response: JsonObject | string, options?: MessageOptions): R;
  /** Taps a template's quick-reply button. */
  templateButton(button: { payload: string; text: string }, options?: MessageOptions): R;
  /** Changes a message sent before. */
  edit(messageId: string, text: string): R;
  /** Deletes a message sent before, for everyone. */
  revoke(messageId: string): R;
  /** Orders from the catalogue. */
  order(order: OrderInput, options?: MessageOptions): R;
  /** Opens the chat for the first time. */
  welcome(): R;
  /** Sends something the provider does not hand over. */
  unsupported(input?: { code?: 131051 | 131060; type?: string }): R;
  /** Sends a message of a type no document knows. */
  unknownType(type: string, content?: JsonObject): R;
  /** Calls, or ends a call. */
  call(options?: CallOptions): R;
  /** Gets a new phone number; the user id changes with it. */
  changeNumber(newPhone: string): R;
  /** Gets a new user id without sharing a number. */
  rotateUserId(): R;
  /** Is written to by a person of the business in the WhatsApp Business app. */
  echo(content: EchoContent): R;
  /** Is the subject of an update on any field. */
  field(field: string, value: JsonObject): R;
}

/** The drafts of one customer. */
export function createDrafts(
  context: DraftContext,
  customer: CustomerRecord,
): CustomerActions<CustomerUpdate> {
  return {
    text: (body, options) => draftText(context, customer, body, options),
    image: (options) => draftMedia(context, customer, 'image', options),
    video: (options) => draftMedia(context, customer, 'video', options),
    audio: (options) => draftMedia(context, customer, 'audio', options),
    document: (options) => draftMedia(context, customer, 'document', options),
    sticker: (options) => draftMedia(context, customer, 'sticker', options),
    location: (location, options) => draftLocation(context, customer, location, options),
    contacts: (cards, options) => draftContacts(context, customer, cards, options),
    react: (messageId, emoji) => draftReaction(context, customer, messageId, emoji),
    unreact: (messageId) => draftReaction(context, customer, messageId, undefined),
    tap: (messageId, choice) => draftTap(context, customer, messageId, choice),
    buttonReply: (reply, options) => draftButtonReply(context, customer, reply, options),
    listReply: (reply, options) => draftListReply(context, customer, reply, options),
    flowReply: (response, options) => draftFlowReply(context, customer, { response }, options),
    templateButton: (button, options) => draftTemplateButton(context, customer, button, options),
    edit: (messageId, text) => draftEdit(context, customer, messageId, text),
    revoke: (messageId) => draftRevoke(context, customer, messageId),
    order: (order, options) => draftOrder(context, customer, order, options),
    welcome: () => draftWelcome(context, customer),
    unsupported: (input) => draftUnsupported(context, customer, input),
    unknownType: (type, content) => draftUnknownType(context, customer, type, content),
    call: (options) => draftCall(context, customer, options),
    changeNumber: (newPhone) => draftNumberChange(context, customer, newPhone),
    rotateUserId: () => draftUserIdChange(context, customer),
    echo: (content) => draftEcho(context, customer, content),
    field: (field, value) => ({
      ...fieldUpdate(field, value, true),
      customerId: customer.id,
      messageId: undefined,
      apply: () => undefined,
    }),
  };
}

/** The same actions, each posted at once. */
export function sendEach<R>(
  drafts: CustomerActions<CustomerUpdate>,
  send: (update: CustomerUpdate) => Promise<R>,
): CustomerActions<Promise<R>> {
  const entries = Object.entries(drafts) as [string, (...args: unknown[]) => CustomerUpdate][];
  const sending = entries.map(
    ([name, draft]) => [name, async (...args: unknown[]) => send(draft(...args))] as const,
  );
  return Object.fromEntries(sending) as unknown as CustomerActions<Promise<R>>;
}
