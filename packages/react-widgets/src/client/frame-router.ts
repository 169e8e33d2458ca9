import { isShownEvent } from './thread-items.ts';
import type { Conversation, LogEvent, Message, Note, ServerFrame } from './wire-types.ts';

type EventFrame = Extract<ServerFrame, { t: 'event' }>;

/** Where news of the log go. */
export interface NewsTakers {
  conversation(conversation: Conversation): void;
  /** It changed, and its state did not come along. */
  conversationHinted(id: string): void;
  message(message: Message): void;
  messageHinted(conversationId: string): void;
  note(note: Note): void;
  timeline(conversationId: string, event: LogEvent): void;
  customerChanged(id: string): void;
  agentsChanged(): void;
  inboxesChanged(): void;
}

/** Hands one entry of the log to everyone it concerns. Unknown types concern nobody. */
export function routeEvent({ event, conversation, message, note }: EventFrame, takers: NewsTakers): void {
  const data: Readonly<Record<string, unknown>> = event.data;
  const conversationId = typeof data['conversationId'] === 'string' ? data['conversationId'] : undefined;
  // Messages first: an answer in the thread before its row in the list says so.
  if (message !== undefined) takers.message(message);
  else if (conversationId !== undefined && (event.type.startsWith('message.') || event.type === 'note.added'))
    if (note === undefined) takers.messageHinted(conversationId);
  if (note !== undefined) takers.note(note);
  if (conversation !== undefined) takers.conversation(conversation);
  else if (conversationId !== undefined) takers.conversationHinted(conversationId);
  if (conversationId !== undefined && isShownEvent(event.type)) takers.timeline(conversationId, event);
  const [noun] = event.type.split('.');
  if (noun === 'customer' && typeof data['customerId'] === 'string')
    takers.customerChanged(data['customerId']);
  if (noun === 'agent') takers.agentsChanged();
  if (noun === 'inbox') takers.inboxesChanged();
}
