import type { NoteId } from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { pageAnswer, pageRequest } from './read-page.ts';
import { showNote } from './show-note.ts';

const place = z.custom<NoteId>((id) => typeof id === 'string');

/** Internal notes over HTTP. */
export const noteHandlers: Pick<ApiHandlers, 'listNotes' | 'addNote'> = {
  async listNotes({ desk, params, query, cursors }) {
    const list = `notes ${params.id}`;
    const page = await desk.notes.list(params.id, await pageRequest(cursors, list, query, place));
    return { status: 200, body: await pageAnswer(cursors, list, page, showNote, (id) => id) };
  },
  async addNote({ desk, params, body }) {
    return { status: 201, body: showNote(await desk.notes.add(params.id, body)) };
  },
};
