import type { AnswerOf, supportTicketSchema, ticketEntrySchema } from '@parley/api-contract';
import { type ConversationView, contentText, type Desk, type Message, type Note } from '@parley/core';
import type { ApiHandlers } from '../api-call.ts';
import { loadNames, type Names, showActor } from '../show-actor.ts';
import { ticketStatus } from './ticket-status.ts';

type Ticket = AnswerOf<typeof supportTicketSchema>;
type Entry = AnswerOf<typeof ticketEntrySchema>;

const timelineLimit = 100;

/** Conversations under the names of the source documents. */
export const ticketHandlers: Pick<
  ApiHandlers,
  'createTicket' | 'getTicket' | 'changeTicket' | 'addTicketMessage'
> = {
  async createTicket({ desk, body }) {
    const { customer_id: customerId, inbox_id: inboxId, assigned_agent_id: assigneeId, ...rest } = body;
    const started = await desk.conversations.start({
      customerId,
      inboxId,
      ...rest,
      ...(assigneeId === undefined ? {} : { assigneeId }),
    });
    return { status: 201, body: await showTicket(desk, started) };
  },
  async getTicket({ desk, params }) {
    return { status: 200, body: await showTicket(desk, await desk.conversations.get(params.id)) };
  },
  async changeTicket({ desk, params, body }) {
    const { status, assigned_agent_id: assigneeId, ...rest } = body;
    const changed = await desk.conversations.change(params.id, {
      ...rest,
      ...(status === undefined ? {} : { status: { to: status } }),
      ...(assigneeId === undefined ? {} : { assigneeId }),
    });
    return { status: 200, body: await showTicket(desk, changed) };
  },
  async addTicketMessage({ desk, params, body }) {
    const { text, agent_id: agentId } = body;
    const inName = agentId === undefined ? {} : { agentId };
    const stored = body.is_internal
      ? await desk.notes.add(params.id, { text, ...inName })
      : (await desk.messages.send(params.id, { content: { type: 'text', text }, ...inName })).message;
    const author = 'author' in stored ? stored.author : stored.sender;
    const names = await loadNames(desk, [], [author]);
    return { status: 201, body: 'author' in stored ? noteEntry(stored, names) : messageEntry(stored, names) };
  },
};

async function showTicket(desk: Desk, conversation: ConversationView): Promise<Ticket> {
  const { id, customerId } = conversation;
  const { customer, identities } = await desk.customers.get(customerId);
  const messages = (await desk.messages.list(id, 'backward', { limit: timelineLimit })).items;
  const notes = await newestNotes(desk, conversation);
  const authors = [...messages.map(({ sender }) => sender), ...notes.map(({ author }) => author)];
  const names = await loadNames(desk, [], authors);
  const address = identities.find(
    ({ channel, validTo }) => channel === conversation.channel && validTo === undefined,
  );
  return {
    ticket_id: id,
    ticket_number: `#${conversation.number}`,
    created_at: conversation.createdAt.toISOString(),
    updated_at: conversation.updatedAt.toISOString(),
    status: ticketStatus(conversation),
    priority: conversation.priority,
    assigned_agent_id: conversation.assigneeId ?? null,
    subject: conversation.subject ?? null,
    source: {
      channel: conversation.channel,
      origin_platform_id: conversation.inboxId,
      is_bot_handoff: conversation.isBotHandoff,
    },
    customer: {
      internal_id: customerId,
      name: customer.name ?? null,
      email: customer.email ?? null,
      channel_identity: address?.value ?? null,
    },
    timeline: timelineOf([...messages].reverse(), notes, names),
  };
}

/** Notes are listed oldest first; tickets with more than a page of them are rare enough to walk to the end. */
async function newestNotes(desk: Desk, { id }: ConversationView): Promise<readonly Note[]> {
  let page = await desk.notes.list(id, { limit: timelineLimit });
  let newest = page.items;
  while (page.nextAfter !== undefined) {
    page = await desk.notes.list(id, { limit: timelineLimit, after: page.nextAfter });
    newest = [...newest, ...page.items].slice(-timelineLimit);
  }
  return newest;
}

/** A note stands after the message that was the newest when it was written. */
function timelineOf(messages: readonly Message[], notes: readonly Note[], names: Names): readonly Entry[] {
  const placed = [
    ...messages.map((message) => ({ seq: message.seq, rank: 0, entry: messageEntry(message, names) })),
    ...notes.map((note, index) => ({ seq: note.afterSeq, rank: index + 1, entry: noteEntry(note, names) })),
  ];
  return placed
    .sort((left, right) => left.seq - right.seq || left.rank - right.rank)
    .map(({ entry }) => entry);
}

function messageEntry(message: Message, names: Names): Entry {
  return {
    id: message.id,
    kind: 'message',
    direction: message.direction,
    seq: message.seq,
    author: showActor(message.sender, names),
    content_type: message.content.type,
    text: contentText(message.content),
    created_at: message.createdAt.toISOString(),
  };
}

function noteEntry(note: Note, names: Names): Entry {
  return {
    id: note.id,
    kind: 'note',
    direction: null,
    seq: null,
    author: showActor(note.author, names),
    content_type: 'text',
    text: note.text,
    created_at: note.createdAt.toISOString(),
  };
}
