import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser's address of a real PostgreSQL server; `undefined` when this machine can have none. */
    postgresUrl: string | undefined;
  }
}

/** Whether there is a PostgreSQL server; if not, the end of the run says why. */
export const hasServer = inject('postgresUrl') !== undefined;

/** A database of its own for a test. */
export interface TestDatabase {
  /** Connection string of the superuser. */
  readonly url: string;
  /** The same database as another login. */
  urlAs(user: string): string;
  /** One statement, or several separated by `;`, as the superuser. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  drop(): Promise<void>;
}

async function runOn<Row>(url: string, sql: string, values?: readonly unknown[]): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(values === undefined ? sql : { text: sql, values: [...values] }))
      .rows as Row[];
  } finally {
    await client.end();
  }
}

/** Creates an empty database. @throws without a server; see {@link hasServer} */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = inject('postgresUrl');
  if (admin === undefined) throw new Error('There is no PostgreSQL server.');
  const name = `parley_storage_${randomBytes(6).toString('hex')}`;
  await runOn(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    urlAs(user) {
      const other = new URL(url);
      other.username = user;
      other.password = '';
      return other.href;
    },
    query: <Row>(sql: string, values?: readonly unknown[]) => runOn<Row>(url.href, sql, values),
    drop: async () => {
      await runOn(admin, `drop database if exists ${name} with (force)`);
    },
  };
}
