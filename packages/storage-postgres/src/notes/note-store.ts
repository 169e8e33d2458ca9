import type { NoteStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
import { type NoteRow, noteRow, noteTable, toNote } from './note-rows.ts';

/** Notes of one account. */
export function createNoteStore(scope: AccountScope): NoteStore {
  const { session, account } = scope;
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<NoteRow>`select * from parley.notes where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toNote);
    },
    async list(conversationId, { limit, after }) {
      const rows = await query(
        session,
        sql<NoteRow>`select * from parley.notes
                     where account_id = ${account} and conversation_id = ${toUuid(conversationId)}
                     ${after === undefined ? sql`` : sql`and id > ${toUuid(after)}`}
                     order by id limit ${limit + 1}`,
      );
      return toPage(rows.map(toNote), limit, (last) => last.id);
    },
    add: (notes) => addRows(scope, noteTable, notes, noteRow),
  };
}
