import type { PGlite } from '@electric-sql/pglite';
import type { SetupConnection } from '../setup/setup-connection.ts';

/** Changes the schema of an embedded database. */
export function pgliteSetup(pglite: PGlite): SetupConnection {
  return {
    async exec(sql) {
      await pglite.exec(sql);
    },
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(text, [...values])).rows,
  };
}
