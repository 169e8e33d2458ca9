import type { BotSession } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  conversation_id: 'uuid',
  inbox_id: 'uuid',
  session_id: 'text',
  handoff: 'jsonb',
  handed_off_at: 'timestamptz',
  ended_at: 'timestamptz',
} as const;

/** The table of chats with bots. */
export const botSessionTable: TableShape<typeof columns> = {
  name: 'bot_sessions',
  columns,
  key: ['conversation_id', 'session_id'],
  changes: ['handoff', 'handed_off_at', 'ended_at'],
};

/** What is read of a chat with a bot. */
export const botSessionColumns = Object.keys(columns).join(', ');

/** A chat with a bot as it is read. */
export interface BotSessionRow {
  readonly conversation_id: string;
  readonly inbox_id: string;
  readonly session_id: string;
  readonly handoff: BotSession['handoff'];
  readonly handed_off_at: TimeValue;
  readonly ended_at: TimeValue | null;
}

/** A chat with a bot as it is written. */
export function botSessionRow(session: BotSession): RowOf<typeof columns> {
  return {
    conversation_id: toUuid(session.conversationId),
    inbox_id: toUuid(session.inboxId),
    session_id: session.sessionId,
    handoff: session.handoff,
    handed_off_at: asTimestamp(session.handedOffAt),
    ended_at: asTimestampOrNull(session.endedAt),
  };
}

/** The chat of a row. */
export function toBotSession(row: BotSessionRow): BotSession {
  return {
    conversationId: fromUuid('cnv', row.conversation_id),
    inboxId: fromUuid('inb', row.inbox_id),
    sessionId: row.session_id,
    handoff: row.handoff,
    handedOffAt: asDate(row.handed_off_at),
    ...(row.ended_at === null ? {} : { endedAt: asDate(row.ended_at) }),
  };
}
