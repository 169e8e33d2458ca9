import { foundation } from './0001-foundation.ts';
import { accountWall } from './0002-account-wall.ts';
import { realtimeTickets } from './0003-realtime-tickets.ts';
import { conversationControl } from './0004-conversation-control.ts';
import { chat } from './0005-chat.ts';
import { agents } from './0006-agents.ts';
import { agentsByColumn } from './0009-agents-by-column.ts';
import type { Migration } from './migration.ts';

/** Every step, oldest first. A static list: a bundled or published package has no folder to scan. */
export const migrations: readonly Migration[] = [
  foundation,
  accountWall,
  realtimeTickets,
  conversationControl,
  chat,
  agents,
  agentsByColumn,
];
