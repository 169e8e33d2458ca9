import type { MediaFileId } from '@parley/core';
import type { MediaStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { type MediaRow, mediaRow, mediaTable, toMediaFile } from './media-rows.ts';

/** Files of one account. */
export function createMediaStore(scope: AccountScope): MediaStore {
  const { session, account } = scope;
  const read = async (ids: readonly MediaFileId[], lock: boolean) => {
    if (ids.length === 0) return [];
    const rows = await query(
      session,
      sql<MediaRow>`select * from parley.media_files
                    where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])
                    ${lock ? sql`order by id for update` : sql``}`,
    );
    return rows.map(toMediaFile);
  };
  return {
    find: (ids) => read(ids, false),
    findForUpdate: (ids) => read(ids, true),
    add: (files) => addRows(scope, mediaTable, files, mediaRow),
    save: (files) => saveRows(scope, mediaTable, files, mediaRow, 'media file'),
    async discardUnsent(before, limit) {
      // The ids as an array, so that each row is then found by its key, whatever the planner thinks of the table.
      const rows = await query(
        session,
        sql<MediaRow>`update parley.media_files set state = 'discarded'
                      where account_id = ${account} and id = any(array(
                        select id from parley.media_files
                        where account_id = ${account} and state <> 'sent' and created_at < ${asTimestamp(before)}
                        order by created_at limit ${limit} for update skip locked
                      ))
                      returning *`,
      );
      return rows.map(toMediaFile);
    },
    async remove(ids) {
      if (ids.length === 0) return;
      // Put so, the condition does not invite the index of unsent files, in which the ids are not.
      await query(
        session,
        sql`delete from parley.media_files
            where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[]) and (state = 'discarded') is true`,
      );
    },
  };
}
