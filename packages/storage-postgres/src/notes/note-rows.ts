import type { Note } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  conversation_id: 'uuid',
  author: 'jsonb',
  text: 'text',
  after_seq: 'integer',
  client_note_id: 'text',
  created_at: 'timestamptz',
} as const;

/** The table of notes. */
export const noteTable: TableShape<typeof columns> = { name: 'notes', columns, key: ['id'], changes: [] };

/** A note as it is read. */
export interface NoteRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly author: Note['author'];
  readonly text: string;
  readonly after_seq: number;
  readonly client_note_id: string | null;
  readonly created_at: TimeValue;
}

/** A note as it is written. */
export function noteRow(note: Note): RowOf<typeof columns> {
  return {
    id: toUuid(note.id),
    conversation_id: toUuid(note.conversationId),
    author: note.author,
    text: note.text,
    after_seq: note.afterSeq,
    client_note_id: note.clientNoteId ?? null,
    created_at: asTimestamp(note.createdAt),
  };
}

/** The note of a row. */
export function toNote(row: NoteRow): Note {
  return {
    id: fromUuid('not', row.id),
    conversationId: fromUuid('cnv', row.conversation_id),
    author: row.author,
    text: row.text,
    afterSeq: row.after_seq,
    ...(row.client_note_id === null ? {} : { clientNoteId: row.client_note_id }),
    createdAt: asDate(row.created_at),
  };
}
