import type { DomainEventName } from './event-map.ts';

/** What a thread shows between its messages. Who has read how far is not among it: it happens with every look. */
export const timelineEvents = [
  'conversation.opened',
  'conversation.status_changed',
  'conversation.assigned',
  'conversation.priority_changed',
  'conversation.subject_changed',
  'conversation.control_changed',
] as const satisfies readonly DomainEventName[];
