import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type { Session } from './session.ts';

/** Puts statements together; running them is the session's part, so that both drivers share every statement. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Runs a statement written with kysely's `sql` and resolves to its rows. */
export function query<Row>(session: Session, statement: RawBuilder<Row>): Promise<readonly Row[]> {
  const { sql, parameters } = statement.compile(compiler);
  return session.run<Row>({ text: sql, values: parameters });
}
