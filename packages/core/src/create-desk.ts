import { CustomerNotFoundError } from './customers/customer-errors.ts';
import type { Identity } from './customers/identity.ts';
import type { Desk } from './desk.ts';
import type { FlowContext } from './flows/flow-context.ts';
import { replayQuarantined } from './flows/inbound/replay-quarantined.ts';
import { addNote } from './flows/people/add-note.ts';
import { changeConversation } from './flows/people/change-conversation.ts';
import { createCustomer, updateCustomer } from './flows/people/save-customer.ts';
import { sendMessage } from './flows/people/send-message.ts';
import { startConversation } from './flows/people/start-conversation.ts';
import { findConversation, viewConversation } from './flows/reads/view-conversation.ts';
import { createAgent } from './flows/settings/save-agent.ts';
import { createInbox, updateInbox, viewInbox } from './flows/settings/save-inbox.ts';
import type { CustomerId } from './ids.ts';
import { InboxNotFoundError } from './inboxes/inbox-errors.ts';

/** Binds every flow to one caller. */
export function createDesk(ctx: FlowContext): Desk {
  const { db } = ctx;
  const identitiesByCustomer = async (
    ids: readonly CustomerId[],
  ): Promise<ReadonlyMap<CustomerId, readonly Identity[]>> =>
    Map.groupBy(
      ids.length === 0 ? [] : await db.customers.identitiesOf(ids),
      (identity) => identity.customerId,
    );
  return {
    accountId: ctx.accountId,
    actor: ctx.actor,
    agents: {
      list: () => db.agents.list(),
      create: (input) => createAgent(ctx, input),
    },
    inboxes: {
      list: async () => Promise.all((await db.inboxes.list()).map((inbox) => viewInbox(ctx, inbox))),
      async get(id) {
        const [inbox] = await db.inboxes.find([id]);
        if (inbox === undefined) throw new InboxNotFoundError(id);
        return viewInbox(ctx, inbox);
      },
      create: (input) => createInbox(ctx, input),
      update: (id, patch) => updateInbox(ctx, id, patch),
    },
    customers: {
      async list(filter, page) {
        const found = await db.customers.list(filter, page);
        const identities = await identitiesByCustomer(found.items.map((customer) => customer.id));
        return {
          ...found,
          items: found.items.map((customer) => ({ customer, identities: identities.get(customer.id) ?? [] })),
        };
      },
      async get(id) {
        const [customer] = await db.customers.find([id]);
        if (customer === undefined) throw new CustomerNotFoundError(id);
        return { customer, identities: await db.customers.identitiesOf([id]) };
      },
      create: (input) => createCustomer(ctx, input),
      update: (id, patch) => updateCustomer(ctx, id, patch),
    },
    conversations: {
      async list(filter, page) {
        const found = await db.conversations.list(filter, page);
        return {
          ...found,
          items: await Promise.all(found.items.map((conversation) => viewConversation(ctx, conversation))),
        };
      },
      get: async (id) => viewConversation(ctx, await findConversation(ctx, id)),
      start: (input) => startConversation(ctx, input),
      change: (id, patch) => changeConversation(ctx, id, patch),
    },
    messages: {
      async list(id, direction, page) {
        await findConversation(ctx, id);
        return db.messages.list(id, direction, page);
      },
      send: (id, input) => sendMessage(ctx, id, input),
    },
    notes: {
      async list(id, page) {
        await findConversation(ctx, id);
        return db.notes.list(id, page);
      },
      add: (id, input) => addNote(ctx, id, input),
    },
    events: {
      read: (after, limit) => db.events.read(after, limit),
      end: () => db.events.end(),
    },
    quarantine: {
      list: (filter, page) => db.quarantine.list(filter, page),
      replay: (id) => replayQuarantined(ctx, id),
    },
  };
}
