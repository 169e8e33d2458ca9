import { openingState } from './business-hours/opening-state.ts';
import { AnonymousNotAllowedError } from './chat/chat-errors.ts';
import type { ChatDesk, ChatPerson, CustomerDesk } from './chat/customer-desk.ts';
import { openFileOfCustomer, uploadAsCustomer } from './flows/customers/customer-files.ts';
import { identifyCustomer } from './flows/customers/identify-customer.ts';
import { hasEmail, leaveContact } from './flows/customers/leave-contact.ts';
import {
  listOwnConversations,
  listOwnMessages,
  showOwnConversation,
  showOwnMessage,
} from './flows/customers/own-conversation.ts';
import { recordDelivered, recordRead } from './flows/customers/record-receipt.ts';
import { sendAsCustomer } from './flows/customers/send-as-customer.ts';
import { type CustomerContext, findWriter } from './flows/customers/who-writes.ts';
import type { FlowContext } from './flows/flow-context.ts';
import type { OpenInbox } from './inboxes/inbox-directory.ts';
import { InboxNotFoundError } from './inboxes/inbox-errors.ts';

/** Binds the customer's flows to one inbox. @throws {InboxNotFoundError} for an inbox that customers do not reach directly */
export function createChatDesk(ctx: FlowContext, open: OpenInbox): ChatDesk {
  const { accountId, inbox, channel, hours } = open;
  const access = channel.customerAccess;
  if (access === undefined) throw new InboxNotFoundError(inbox.id);
  return {
    accountId,
    inbox: { id: inbox.id, name: inbox.name },
    access,
    files: ctx.blobs === undefined ? undefined : access.files,
    hours: () => (hours === undefined ? undefined : openingState(hours, ctx.clock.now())),
    prove: (token) => access.verify(token, ctx.clock.now()),
    newVisitor() {
      if (!access.allowsAnonymous) throw new AnonymousNotAllowedError();
      return crypto.randomUUID();
    },
    desk: (person) => createCustomerDesk({ ...ctx, open, person }, person),
    identify: (proven, visitorId) => identifyCustomer(ctx, open, proven, visitorId),
  };
}

function createCustomerDesk(ctx: CustomerContext, person: ChatPerson): CustomerDesk {
  return {
    accountId: ctx.accountId,
    inboxId: ctx.open.inbox.id,
    isIdentified: 'proven' in person,
    customerId: async () => (await findWriter(ctx)).customerId,
    conversations: () => listOwnConversations(ctx),
    conversation: (id) => showOwnConversation(ctx, id),
    messages: (id, range) => listOwnMessages(ctx, id, range),
    message: (id) => showOwnMessage(ctx, id),
    leaveContact: (contact) => leaveContact(ctx, contact),
    hasEmail: () => hasEmail(ctx),
    send: (message) => sendAsCustomer(ctx, message),
    upload: (file, options) => uploadAsCustomer(ctx, file, options?.signal),
    openFile: (messageId) => openFileOfCustomer(ctx, messageId),
    delivered: (id, upToSeq) => recordDelivered(ctx, id, upToSeq),
    read: (id, upToSeq) => recordRead(ctx, id, upToSeq),
  };
}
