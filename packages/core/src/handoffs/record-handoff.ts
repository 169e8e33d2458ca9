import type { Actor } from '../actor.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { changeController } from '../conversations/conversation-control.ts';
import { recordMessage } from '../conversations/record-message.ts';
import type { DomainFact } from '../events/event-map.ts';
import type { MessageId, NoteId } from '../ids.ts';
import type { Message } from '../messages/message.ts';
import type { Note } from '../notes/note.ts';
import type { TranscriptLine } from './transcript.ts';

/** What a hand-off stores. */
export interface RecordedHandoff {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly events: readonly DomainFact[];
}

/**
 * Puts the bot's transcript into the thread and the conversation into the queue; one that people have already stays
 * theirs. The transcript is history: it opens no service window, starts nobody's wait and counts as read by the
 * customer, who saw it. Only the request waits for an answer, from now on.
 */
export function recordHandoff(
  current: Conversation,
  lines: readonly TranscriptLine[],
  given: {
    readonly assistantId: string;
    readonly messageId: () => MessageId;
    readonly noteId: () => NoteId;
    readonly at: Date;
  },
): RecordedHandoff {
  const { at } = given;
  const assistant: Actor = { type: 'assistant', id: given.assistantId };
  const messages: Message[] = [];
  const notes: Note[] = [];
  const events: DomainFact[] = [];
  let next: Conversation = { ...current, isBotHandoff: true, updatedAt: at };
  for (const line of lines) {
    if (line.role === 'tool') {
      const note = noteOf(next, line, assistant, given.noteId());
      notes.push(note);
      events.push({ type: 'note.added', data: { noteId: note.id, conversationId: next.id } });
      continue;
    }
    const message = messageOf(next, line, assistant, given.messageId(), at);
    const recorded = recordMessage(next, message, { opensWindow: false }, at);
    next = recorded.next;
    messages.push(message);
    events.push(...recorded.events, storedFact(message));
  }
  next = { ...next, customerReadSeq: Math.max(next.customerReadSeq, messages.at(-1)?.seq ?? 0) };
  if (next.controller !== 'agent') {
    const handed = changeController(next, 'queue', 'handed_off', at);
    next = handed.next;
    events.push(...handed.events);
  }
  return { conversation: next, messages, notes, events };
}

function messageOf(
  conversation: Conversation,
  line: TranscriptLine,
  assistant: Actor,
  id: MessageId,
  at: Date,
): Message {
  const base = {
    id,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    customerId: conversation.customerId,
    seq: conversation.lastSeq + 1,
    content: { type: 'text', text: line.text } as const,
    context: line.isRequest ? {} : { isHistory: true },
    providerMessageId: line.key,
    reactions: [],
    revisions: [],
    sentAt: line.at,
    createdAt: at,
  };
  if (line.role === 'user') {
    return { ...base, direction: 'inbound', sender: { type: 'customer', id: conversation.customerId } };
  }
  // The customer has it: the bot said it in its own chat.
  const times = { sent: line.at, delivered: line.at };
  return {
    ...base,
    direction: 'outbound',
    sender: assistant,
    part: 0,
    delivery: { status: 'delivered', times, attempts: 0 },
  };
}

function noteOf(conversation: Conversation, line: TranscriptLine, author: Actor, id: NoteId): Note {
  return {
    id,
    conversationId: conversation.id,
    author,
    text: line.text,
    afterSeq: conversation.lastSeq,
    createdAt: line.at,
  };
}

function storedFact(message: Message): DomainFact {
  const { id: messageId, conversationId, inboxId, customerId, seq, content } = message;
  const data = { messageId, conversationId, inboxId, customerId, seq, contentType: content.type };
  return { type: message.direction === 'inbound' ? 'message.received' : 'message.echoed', data };
}
