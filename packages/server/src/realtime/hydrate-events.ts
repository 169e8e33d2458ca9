import type { ConversationId, Desk, LoggedEvent, MessageId, NoteId } from '@parley/core';
import type { InboxFacts } from '../api-call.ts';
import { showConversations } from '../show-conversation.ts';
import { messageFrame, showMessage } from '../show-message.ts';
import { showNote } from '../show-note.ts';

/** What events are about, as JSON, by id. */
export interface EventSubjects {
  readonly conversations: ReadonlyMap<ConversationId, string>;
  readonly messages: ReadonlyMap<MessageId, string>;
  readonly notes: ReadonlyMap<NoteId, string>;
}

/** The conversation an event is about. */
export function conversationOf({ event }: LoggedEvent): ConversationId | undefined {
  return 'conversationId' in event.data ? event.data.conversationId : undefined;
}

/**
 * Loads the present state of everything a batch of events is about: a fixed number of statements, however many events.
 *
 * @param threaded conversations somebody reads the messages of; of all others none is loaded
 */
export async function hydrateEvents(
  desk: Desk,
  inboxFacts: InboxFacts,
  events: readonly LoggedEvent[],
  threaded: ReadonlySet<ConversationId>,
): Promise<EventSubjects> {
  const conversationIds = new Set<ConversationId>();
  const messageIds = new Set<MessageId>();
  const noteIds = new Set<NoteId>();
  for (const entry of events) {
    const id = conversationOf(entry);
    if (id === undefined) continue;
    conversationIds.add(id);
    const { data } = entry.event;
    if (!threaded.has(id)) continue;
    if ('messageId' in data) messageIds.add(data.messageId);
    if ('noteId' in data) noteIds.add(data.noteId);
  }
  const [conversations, messages, notes] = await Promise.all([
    loadConversations(desk, [...conversationIds]),
    loadMessages(desk, inboxFacts, [...messageIds]),
    noteIds.size === 0 ? [] : desk.notes.find([...noteIds]),
  ]);
  return {
    conversations,
    messages,
    notes: new Map(notes.map((note) => [note.id, JSON.stringify(showNote(note))])),
  };
}

async function loadConversations(
  desk: Desk,
  ids: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, string>> {
  if (ids.length === 0) return new Map();
  const shown = await showConversations(desk, await desk.conversations.find(ids));
  return new Map(shown.map((conversation) => [conversation.id, JSON.stringify(conversation)]));
}

async function loadMessages(
  desk: Desk,
  inboxFacts: InboxFacts,
  ids: readonly MessageId[],
): Promise<ReadonlyMap<MessageId, string>> {
  if (ids.length === 0) return new Map();
  const messages = await desk.messages.find(ids);
  const frame = await messageFrame(desk, inboxFacts, messages);
  return new Map(messages.map((message) => [message.id, JSON.stringify(showMessage(message, frame))]));
}
