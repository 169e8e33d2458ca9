import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { agentIdSchema, conversationIdSchema, noteIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { listOf } from './page.ts';

/** Written by staff for staff; never sent to the customer. */
export const noteSchema = z
  .object({
    id: noteIdSchema,
    conversationId: conversationIdSchema,
    author: actorSchema,
    text: z.string(),
    afterSeq: z
      .int()
      .nonnegative()
      .meta({ description: 'The newest message when it was written: where it stands in the thread.' }),
    clientNoteId: z.string().nullable().meta({ description: 'As the page called it that wrote it.' }),
    createdAt: instantSchema,
  })
  .meta({ id: 'Note' });

/** A page of notes, oldest first. */
export const noteListSchema = listOf(noteSchema, 'NoteList');

/** `POST /v1/conversations/:id/notes`. */
export const newNoteSchema = z
  .strictObject({
    text: z.string().min(1).max(20_000),
    clientNoteId: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: 'How the writer’s page knows the note again wherever it is told of it.' })
      .exactOptional(),
    agentId: agentIdSchema.meta({ description: 'The agent in whose name the key writes.' }).exactOptional(),
  })
  .meta({ id: 'NewNote' });
