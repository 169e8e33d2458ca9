import { type AccountId, StaleWriteError } from '@parley/core';
import type { Columns, RowOf, TableShape } from '../rows/column.ts';
import { columnArrays, insertRows, overwriteRows } from '../rows/write-rows.ts';
import type { Session } from './session.ts';

/** A session behind one account's wall: what a store is made of. */
export interface AccountScope {
  readonly session: Session;
  readonly accountId: AccountId;
  /** The account id as the column takes it. */
  readonly account: string;
}

/** Adds rows in one statement. */
export async function addRows<C extends Columns, Item>(
  scope: AccountScope,
  table: TableShape<C>,
  items: readonly Item[],
  toRow: (item: Item) => RowOf<C>,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(toRow);
  await scope.session.run({
    name: `parley_add_${table.name}`,
    text: insertRows(table, 2),
    values: [scope.account, ...columnArrays(table.columns, rows)],
  });
}

/**
 * Saves rows in one statement, all or none.
 *
 * @throws {StaleWriteError} if one of them is not there, or not in the version before
 */
export async function saveRows<C extends Columns, Item>(
  scope: AccountScope,
  table: TableShape<C>,
  items: readonly Item[],
  toRow: (item: Item) => RowOf<C>,
  what: string,
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(toRow);
  await scope.session.atomic(async (session) => {
    const saved = await session.run<{ is_new: boolean }>({
      name: `parley_save_${table.name}`,
      text: overwriteRows(table, 2),
      values: [scope.account, ...columnArrays(table.columns, rows)],
    });
    if (saved.length !== rows.length || saved.some((row) => row.is_new)) throw new StaleWriteError(what);
  });
}
