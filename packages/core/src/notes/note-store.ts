import type { ConversationId, NoteId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { Note } from './note.ts';

/** Notes of one account. */
export interface NoteStore {
  /** Those that exist, in no particular order. */
  find(ids: readonly NoteId[]): Promise<readonly Note[]>;
  /** Oldest first. */
  list(conversationId: ConversationId, page: PageRequest<NoteId>): Promise<Page<Note, NoteId>>;
  add(notes: readonly Note[]): Promise<void>;
}
