import type { AnswerOf, noteSchema } from '@parley/api-contract';
import type { Note } from '@parley/core';

/** A note as the API shows it. */
export function showNote(note: Note): AnswerOf<typeof noteSchema> {
  return {
    id: note.id,
    conversationId: note.conversationId,
    author: note.author,
    text: note.text,
    afterSeq: note.afterSeq,
    clientNoteId: note.clientNoteId ?? null,
    createdAt: note.createdAt.toISOString(),
  };
}
