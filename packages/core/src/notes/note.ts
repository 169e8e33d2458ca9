import type { Actor } from '../actor.ts';
import type { ConversationId, NoteId } from '../ids.ts';

/** Written by staff for staff; never sent to the customer. */
export interface Note {
  readonly id: NoteId;
  readonly conversationId: ConversationId;
  readonly author: Actor;
  readonly text: string;
  /** The newest message when it was written: where it stands in the thread. */
  readonly afterSeq: number;
  /** What its writer's page called it: how that page knows it again. */
  readonly clientNoteId?: string;
  readonly createdAt: Date;
}
