import { agentHandlers } from './agent-handlers.ts';
import type { ApiHandlers } from './api-call.ts';
import { botHandlers } from './bot/bot-handlers.ts';
import { ticketHandlers } from './bot/ticket-handlers.ts';
import { businessHoursHandlers } from './business-hours-handlers.ts';
import { conversationHandlers } from './conversation-handlers.ts';
import { customerHandlers } from './customer-handlers.ts';
import { eventHandlers } from './event-handlers.ts';
import { inboxHandlers } from './inbox-handlers.ts';
import { mediaHandlers } from './media-handlers.ts';
import { messageHandlers } from './message-handlers.ts';
import { noteHandlers } from './note-handlers.ts';
import { quarantineHandlers } from './quarantine-handlers.ts';
import { realtimeHandlers } from './realtime/realtime-handlers.ts';

/** What each route that needs an API key does. */
export const apiHandlers: ApiHandlers = {
  ...conversationHandlers,
  ...messageHandlers,
  ...mediaHandlers,
  ...noteHandlers,
  ...botHandlers,
  ...ticketHandlers,
  ...customerHandlers,
  ...agentHandlers,
  ...inboxHandlers,
  ...businessHoursHandlers,
  ...eventHandlers,
  ...quarantineHandlers,
  ...realtimeHandlers,
};
