import type { AgentEvents } from '../agents/agent-events.ts';
import type { BusinessHoursEvents } from '../business-hours/business-hours-events.ts';
import type { ChannelEvents } from '../channels/channel-events.ts';
import type { ChatEvents } from '../chat/chat-events.ts';
import type { ConversationEvents } from '../conversations/conversation-events.ts';
import type { CustomerEvents } from '../customers/customer-events.ts';
import type { InboxEvents } from '../inboxes/inbox-events.ts';
import type { MessageEvents } from '../messages/message-events.ts';
import type { NoteEvents } from '../notes/note-events.ts';
import type { QuarantineEvents } from '../quarantine/quarantine-events.ts';

/** Every event there is: its name (`noun.past_tense`) and its payload. Listed in `docs/events.md`. */
export interface DomainEventMap
  extends AgentEvents,
    BusinessHoursEvents,
    ChannelEvents,
    ChatEvents,
    ConversationEvents,
    CustomerEvents,
    InboxEvents,
    MessageEvents,
    NoteEvents,
    QuarantineEvents {}

/** The name of an event. */
export type DomainEventName = keyof DomainEventMap;

/** Something that happened, without its envelope. */
export type DomainFact<Name extends DomainEventName = DomainEventName> = {
  [N in Name]: { readonly type: N; readonly data: DomainEventMap[N] };
}[Name];
