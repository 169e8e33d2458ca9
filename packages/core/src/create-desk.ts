import { AgentNotFoundError } from './agents/agent-errors.ts';
import { BusinessHoursNotFoundError } from './business-hours/business-hours-errors.ts';
import { CustomerNotFoundError } from './customers/customer-errors.ts';
import type { Identity } from './customers/identity.ts';
import type { Desk } from './desk.ts';
import { timelineEvents } from './events/timeline-events.ts';
import type { FlowContext } from './flows/flow-context.ts';
import { receiveHandoff } from './flows/handoffs/receive-handoff.ts';
import { ticketState } from './flows/handoffs/ticket-state.ts';
import { replayQuarantined } from './flows/inbound/replay-quarantined.ts';
import { openMedia } from './flows/media/open-media.ts';
import { uploadMedia } from './flows/media/upload-media.ts';
import { addNote } from './flows/people/add-note.ts';
import { changeConversation } from './flows/people/change-conversation.ts';
import { release, takeOver } from './flows/people/control-conversation.ts';
import { createCustomer, updateCustomer } from './flows/people/save-customer.ts';
import { sendMessage } from './flows/people/send-message.ts';
import { startConversation } from './flows/people/start-conversation.ts';
import { listAround } from './flows/reads/list-around.ts';
import { findConversation, viewConversation, viewConversations } from './flows/reads/view-conversation.ts';
import { createAgent, updateAgent } from './flows/settings/save-agent.ts';
import {
  createBusinessHours,
  removeBusinessHours,
  updateBusinessHours,
} from './flows/settings/save-business-hours.ts';
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
      find: (ids) => db.agents.find(ids),
      async get(id) {
        const [agent] = await db.agents.find([id]);
        if (agent === undefined) throw new AgentNotFoundError(id);
        return agent;
      },
      create: (input) => createAgent(ctx, input),
      update: (id, patch) => updateAgent(ctx, id, patch),
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
    businessHours: {
      list: () => db.businessHours.list(),
      async get(id) {
        const [hours] = await db.businessHours.find([id]);
        if (hours === undefined) throw new BusinessHoursNotFoundError(id);
        return hours;
      },
      create: (input) => createBusinessHours(ctx, input),
      update: (id, patch) => updateBusinessHours(ctx, id, patch),
      remove: (id) => removeBusinessHours(ctx, id),
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
      find: (ids) => db.customers.find(ids),
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
        return { ...found, items: await viewConversations(ctx, found.items) };
      },
      find: async (ids) => viewConversations(ctx, await db.conversations.find(ids)),
      get: async (id) => viewConversation(ctx, await findConversation(ctx, id)),
      async timeline(id, page) {
        await findConversation(ctx, id);
        return db.events.ofConversation(id, timelineEvents, page);
      },
      countsByAgent: (agentIds) => db.conversations.countsByAgent(agentIds),
      counts: () => db.conversations.counts(ctx.actor.type === 'agent' ? ctx.actor.id : undefined),
      start: (input) => startConversation(ctx, input),
      change: (id, patch) => changeConversation(ctx, id, patch),
      takeOver: (id, input = {}) => takeOver(ctx, id, input),
      release: (id, input = {}) => release(ctx, id, input),
    },
    messages: {
      find: (ids) => db.messages.find(ids),
      headsAt: (places) => db.messages.headsAt(places),
      async list(id, direction, page, range) {
        await findConversation(ctx, id);
        return db.messages.list(id, direction, page, range);
      },
      around: (id, message, limit) => listAround(ctx, id, message, limit),
      async sentAs(id, clientMessageId) {
        await findConversation(ctx, id);
        return db.messages.findByClientMessageId(id, clientMessageId);
      },
      send: (id, input) => sendMessage(ctx, id, input),
    },
    media: {
      open: (id, messageId, options) => openMedia(ctx, id, messageId, options),
      upload: (inboxId, file, options) => uploadMedia(ctx, inboxId, file, options),
    },
    notes: {
      find: (ids) => db.notes.find(ids),
      async list(id, page) {
        await findConversation(ctx, id);
        return db.notes.list(id, page);
      },
      add: (id, input) => addNote(ctx, id, input),
    },
    handoffs: {
      receive: (input) => receiveHandoff(ctx, input),
      of: (id) => db.handoffs.ofConversations([id]),
      state: (id, by) => ticketState(ctx, id, by),
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
