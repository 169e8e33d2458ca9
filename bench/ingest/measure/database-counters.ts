import pg from 'pg';

/** What a database has done since its server started; only differences mean something. */
export interface DatabaseCounters {
  /** Statements other than BEGIN, COMMIT and the like; `undefined` without `pg_stat_statements`. */
  readonly statements: number | undefined;
  /** COMMIT statements; a statement that commits by itself is not among them. `undefined` without `pg_stat_statements`. */
  readonly commits: number | undefined;
  /** Bytes of write-ahead log of the whole server. */
  readonly walBytes: number;
}

/** Reads the counters of one database through a connection to another, so that reading does not count. */
export interface CounterReader {
  read(databaseName: string): Promise<DatabaseCounters>;
  end(): Promise<void>;
}

const transactionControl =
  "query ~* '^\\s*(begin|start transaction|commit|end|rollback|abort|savepoint|release)'";

const withStatements = `
  select sum(s.calls) filter (where not ${transactionControl}) as statements,
         sum(s.calls) filter (where s.query ~* '^\\s*(commit|end)\\M') as commits
    from pg_stat_statements s join pg_database d on d.oid = s.dbid
   where d.datname = $1`;

/** Opens the reader; without `pg_stat_statements` it still gives the log's bytes. */
export async function openCounterReader(adminUrl: string): Promise<CounterReader> {
  const client = new pg.Client({ connectionString: adminUrl });
  // Its end shows in the next query.
  client.on('error', () => undefined);
  await client.connect();
  const counted = await client.query('create extension if not exists pg_stat_statements').then(
    () => client.query('select 1 from pg_stat_statements limit 1').then(() => true),
    () => false,
  );
  return {
    read: async (databaseName) => {
      const wal = await client.query<{ bytes: string }>(
        "select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes",
      );
      const walBytes = Number(wal.rows[0]?.bytes ?? 0);
      if (!counted) return { statements: undefined, commits: undefined, walBytes };
      const found = await client.query<{ statements: string | null; commits: string | null }>(
        withStatements,
        [databaseName],
      );
      const row = found.rows[0];
      return { statements: Number(row?.statements ?? 0), commits: Number(row?.commits ?? 0), walBytes };
    },
    end: () => client.end(),
  };
}
