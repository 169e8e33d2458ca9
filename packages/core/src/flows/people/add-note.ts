import { ConversationNotFoundError } from '../../conversations/conversation-errors.ts';
import type { AgentId, ConversationId } from '../../ids.ts';
import type { Note } from '../../notes/note.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { actingAgent } from './acting-agent.ts';

/** Adds an internal note; it never leaves the desk. */
export async function addNote(
  ctx: FlowContext,
  id: ConversationId,
  input: { readonly text: string; readonly agentId?: AgentId; readonly clientNoteId?: string },
): Promise<Note> {
  const noteId = ctx.ids.next('not');
  return ctx.db.transaction(async (tx) => {
    const [conversation] = await tx.conversations.find([id]);
    if (conversation === undefined) throw new ConversationNotFoundError(id);
    const author = await actingAgent(tx, ctx.actor, input.agentId);
    const note: Note = {
      id: noteId,
      conversationId: id,
      author,
      text: input.text,
      afterSeq: conversation.lastSeq,
      ...(input.clientNoteId === undefined ? {} : { clientNoteId: input.clientNoteId }),
      createdAt: ctx.clock.now(),
    };
    await tx.notes.add([note]);
    await tell(ctx, tx, [{ type: 'note.added', data: { noteId, conversationId: id } }], author);
    return note;
  });
}
