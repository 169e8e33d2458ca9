import type { ConversationId, NoteId } from '../ids.ts';

/** What happens to notes. */
export interface NoteEvents {
  'note.added': { noteId: NoteId; conversationId: ConversationId };
}
