/** The types our columns have. */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'jsonb'
  | 'bytea'
  | 'timestamptz';

/** Columns of a table, without `account_id`, in the order they are written. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** A row as it is written: every column, as {@link arrayLiteral} takes it. Absent = null. */
export type RowOf<C extends Columns> = { readonly [Name in keyof C]: unknown };

/** A table of the schema `parley` and what stores write to it. */
export interface TableShape<C extends Columns> {
  readonly name: string;
  readonly columns: C;
  /** Columns that name a row, within the account. */
  readonly key: readonly (keyof C & string)[];
  /** Columns an update overwrites. */
  readonly changes: readonly (keyof C & string)[];
}

/** Any {@link TableShape}. */
export interface AnyTable {
  readonly name: string;
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly changes: readonly string[];
}

/** `unnest($2::uuid[], $3::text[]) as r(id, name)`: rows that come as one array per column, from placeholder `first` on. */
export function unnested(columns: Columns, first: number): string {
  const arrays = Object.values(columns).map((type, index) => `$${first + index}::${type}[]`);
  return `unnest(${arrays.join(', ')}) as r(${Object.keys(columns).join(', ')})`;
}

/** `(values ($2::uuid, $3::text)) as r(id, name)`: one row that comes as one value per column, from placeholder `first` on. */
export function given(columns: Columns, first: number): string {
  const values = Object.values(columns).map((type, index) => `$${first + index}::${type}`);
  return `(values (${values.join(', ')})) as r(${Object.keys(columns).join(', ')})`;
}
