import { type AnyTable, type Columns, unnested } from './column.ts';
import { ColumnArray } from './column-array.ts';

/**
 * Inserts any number of rows in one statement. `$1` is the account, the columns' arrays follow from `first` on.
 *
 * @param tail what follows the select, e.g. `on conflict do nothing` or a join that forces an order
 */
export function insertRows(table: AnyTable, first: number, tail = ''): string {
  const names = Object.keys(table.columns);
  return (
    `insert into parley.${table.name} (account_id, ${names.join(', ')}) ` +
    `select $1::uuid, ${names.map((name) => `r.${name}`).join(', ')} ` +
    `from ${unnested(table.columns, first)}${tail === '' ? '' : ` ${tail}`}`
  );
}

/**
 * Overwrites any number of rows in one statement, and returns `is_new` for each it wrote. A table with a `version` is
 * only written from the version before; the caller must refuse new rows and missing ones.
 *
 * An upsert rather than an update with a join, because it leaves the planner no choice: each row is found by its key. An
 * update planned on a young table would read all rows of the account, and go on doing so as the table grows.
 */
export function overwriteRows(table: AnyTable, first: number): string {
  const isVersioned = table.changes.includes('version');
  return (
    `${insertRows(table, first)} ` +
    `on conflict (account_id, ${table.key.join(', ')}) do update ` +
    `set ${table.changes.map((name) => `${name} = excluded.${name}`).join(', ')}` +
    `${isVersioned ? ` where ${table.name}.version = excluded.version - 1` : ''} ` +
    // A row that was there carries the lock under which it was overwritten.
    'returning xmax = 0 as is_new'
  );
}

/** One array per column, in the order of the columns. */
export function columnArrays(
  columns: Columns,
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly ColumnArray[] {
  return Object.entries(columns).map(
    ([name, type]) =>
      new ColumnArray(
        type,
        rows.map((row) => row[name]),
      ),
  );
}
