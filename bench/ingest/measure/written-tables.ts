import pg from 'pg';

/** A table that Parley wrote to for every message, as found in the database afterwards. */
export interface WrittenTable {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  readonly insertsPerMessage: number;
  readonly updatesPerMessage: number;
  /** Its rows, columns in order, each as PostgreSQL prints it. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Bytes of an average row, headers left out. */
  readonly rowBytes: number;
}

/** A column that can be written. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

/** How many rows each table holds, by its quoted name. */
export type RowCounts = ReadonlyMap<string, number>;

/** A table with fewer new rows per message than this is not written for every message. */
export const leastInsertsPerMessage = 0.5;
const leastUpdatesPerMessage = 0.1;

const messagesTable = 'parley.messages';

interface TableActivity {
  readonly oid: number;
  readonly name: string;
  readonly updates: string;
}

const activity = `
  select s.relid::int as oid, format('%I.%I', s.schemaname, s.relname) as name, s.n_tup_upd as updates
    from pg_stat_user_tables s`;

const columns = `
  select quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
         coalesce(a.attnum = any(i.indkey::int2[]), false) as "isKey"
    from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
   where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a' and a.attgenerated = ''
   order by a.attnum`;

async function readTable(
  client: pg.Client,
  found: TableActivity,
  perMessage: { readonly inserts: number; readonly updates: number },
  wantedMessages: number,
): Promise<WrittenTable> {
  const written = await client.query<WrittenColumn>(columns, [found.oid]);
  const list = written.rows.map((column) => `${column.name}::text`).join(', ');
  const limit = Math.ceil(wantedMessages * Math.max(1, perMessage.inserts));
  const rows = await client.query<(string | null)[]>({
    text: `select ${list} from ${found.name} order by ctid desc limit ${limit}`,
    rowMode: 'array',
  });
  const size = await client.query<{ bytes: number }>(
    `select coalesce(avg(pg_column_size(t.*)), 0)::float8 as bytes from ${found.name} t`,
  );
  return {
    name: found.name,
    columns: written.rows,
    insertsPerMessage: perMessage.inserts,
    updatesPerMessage: perMessage.updates,
    // Oldest first, as they were written.
    rows: rows.rows.reverse(),
    rowBytes: Math.max(0, (size.rows[0]?.bytes ?? 0) - 24),
  };
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function count(client: pg.Client, tables: readonly TableActivity[]): Promise<RowCounts> {
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from ${name}`);
    counts.set(name, Number(rows[0]?.rows ?? 0));
  }
  return counts;
}

/** Counts the rows of all tables of a database. */
export function countRows(databaseUrl: string): Promise<RowCounts> {
  return withClient(databaseUrl, async (client) =>
    count(client, (await client.query<TableActivity>(activity)).rows),
  );
}

/**
 * Finds what Parley wrote per message in its own database, and takes the newest rows along.
 *
 * @param before the rows there were when every customer was known: what comes later is written per message
 * @param wantedMessages for how many messages rows are read, at most
 */
export function readWrittenTables(
  databaseUrl: string,
  before: RowCounts,
  wantedMessages: number,
): Promise<WrittenTable[]> {
  return withClient(databaseUrl, async (client) => {
    const found = (await client.query<TableActivity>(activity)).rows;
    const after = await count(client, found);
    const added = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    const messages = added(messagesTable);
    const tables: WrittenTable[] = [];
    for (const table of found) {
      const inserts = added(table.name) / messages;
      const updates = Number(table.updates) / (after.get(messagesTable) ?? messages);
      if (inserts < leastInsertsPerMessage && updates < leastUpdatesPerMessage) continue;
      tables.push(await readTable(client, table, { inserts, updates }, Math.min(messages, wantedMessages)));
    }
    return tables;
  });
}
