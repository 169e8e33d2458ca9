import type { DomainEvent } from '@parley/core';

/** Which names a connection wants beside ours; the table is in docs/events.md. */
export type EventNames = 'parley' | 'documents' | 'tickets';

const documents = new Map<DomainEvent['type'], string>([
  ['conversation.opened', 'conversation.new'],
  ['conversation.assigned', 'conversation.assigned'],
  ['message.received', 'message.received'],
  ['message.sent', 'message.sent'],
]);

const ephemeral = {
  documents: { typing: 'agent.typing', presence: 'agent.presence', queue: 'queue.updated' },
  tickets: { presence: 'agent_status' },
} as const;

/** What the documents call an event; undefined where they have no name for it, and for `parley`. */
export function aliasOf(names: EventNames, event: DomainEvent): string | undefined {
  if (names === 'parley') return undefined;
  if (names === 'documents') {
    const isReturned = event.type === 'conversation.control_changed' && event.data.to === 'assistant';
    return isReturned ? 'handoff.returned' : documents.get(event.type);
  }
  if (event.type === 'conversation.opened') return 'new_ticket';
  return 'conversationId' in event.data ? 'ticket_update' : undefined;
}

/** What the documents call a frame that is not about an event. */
export function aliasOfFrame(names: EventNames, frame: 'typing' | 'presence' | 'queue'): string | undefined {
  if (names === 'parley') return undefined;
  const known: { readonly [Frame in typeof frame]?: string } = ephemeral[names];
  return known[frame];
}
