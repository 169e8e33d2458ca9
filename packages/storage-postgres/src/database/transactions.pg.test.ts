import { ConflictError, StaleWriteError, StorageUnavailableError, silentLogger } from '@parley/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPgDatabase } from '../pg/pg-database.ts';
import { createPgPool } from '../pg/pg-pool.ts';
import { TransactionConflict } from '../pg-errors.ts';
import { openPglite } from '../pglite/open-pglite.ts';
import { createPgliteDatabase } from '../pglite/pglite-database.ts';
import { pgLimits } from '../storage-options.ts';
import { createTestDatabase, hasServer, type TestDatabase } from '../test-server.ts';
import type { Database } from './database.ts';
import { guardDatabase } from './guarded-database.ts';
import type { Session } from './session.ts';

const owner = { role: 'owner' } as const;
const seen: string[] = [];
const watch = ({ text }: { readonly text: string }): void => {
  seen.push(text);
};

interface Opened {
  readonly database: Database;
  drop(): Promise<void>;
}

/** One connection only: a test that leaves it unusable fails the next one. */
function connect(connectionString: string): Database {
  const limits = pgLimits({ poolSize: 1, lockTimeoutMs: 300 });
  const pool = createPgPool({ connectionString }, limits, { log: silentLogger, onReconnected() {} });
  return createPgDatabase(pool, watch);
}

async function onServer(): Promise<Opened> {
  const server = await createTestDatabase();
  return { database: connect(server.url), drop: () => server.drop() };
}

async function embedded(): Promise<Opened> {
  return { database: createPgliteDatabase(await openPglite(undefined), watch), drop: async () => {} };
}

const add = (id: number) => ({ text: 'insert into notes values ($1)', values: [id] });
const failing = (state: string) => ({
  text: `do $$ begin raise exception using errcode = '${state}'; end $$`,
  values: [],
});
const stale = (): StaleWriteError => new StaleWriteError('batch');

describe.each([
  { name: 'PGlite', make: embedded },
  ...(hasServer ? [{ name: 'PostgreSQL', make: onServer }] : []),
])('a transaction on $name', ({ make }) => {
  let database: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ database, drop } = await make());
    await database.session(owner).run({ text: 'create table notes (id int primary key)', values: [] });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });
  beforeEach(async () => {
    await database.session(owner).run({ text: 'delete from notes', values: [] });
    seen.length = 0;
  });

  const stored = async (): Promise<readonly number[]> => {
    const rows = await database
      .session(owner)
      .run<{ id: number }>({ text: 'select id from notes order by id', values: [] });
    return rows.map(({ id }) => id);
  };
  const transaction = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    database.transaction(owner, work);

  it('keeps what was sent without waiting', async () => {
    const result = await transaction(async (session) => {
      await session.defer(add(1));
      await session.defer(add(2));
      return 'done';
    });
    expect(result).toBe('done');
    expect(await stored()).toStrictEqual([1, 2]);
  });

  it('shows what was sent without waiting to what is sent behind it', async () => {
    const found = await transaction(async (session) => {
      await session.defer(add(1));
      return session.run({ text: 'select id from notes', values: [] });
    });
    expect(found).toStrictEqual([{ id: 1 }]);
  });

  it('fails as the sender explains when what nobody waited for fails, and nothing is kept', async () => {
    const explained = transaction(async (session) => {
      await session.run(add(1));
      await session.defer({ text: 'select 1 / $1::int', values: [0] }, stale);
    });
    await expect(explained).rejects.toBeInstanceOf(StaleWriteError);
    expect(await stored()).toStrictEqual([]);
  });

  it('fails with the conflict when that is a conflict', async () => {
    const twice = transaction(async (session) => {
      await session.defer(add(1));
      await session.defer(add(1));
    });
    await expect(twice).rejects.toBeInstanceOf(ConflictError);
    expect(await stored()).toStrictEqual([]);
  });

  it('fails with the first failure, whatever is sent behind it', async () => {
    const errors: unknown[] = [];
    const failed = transaction(async (session) => {
      await session.defer(failing('22012'), stale);
      await session.defer(add(1));
      const behind = session.run(add(2)).catch((error: unknown) => errors.push(error));
      await session.run(add(3)).catch((error: unknown) => errors.push(error));
      await behind;
      return 'looks well';
    });
    await expect(failed).rejects.toBeInstanceOf(StaleWriteError);
    expect(errors).toStrictEqual([expect.any(StaleWriteError), expect.any(StaleWriteError)]);
    expect(await stored()).toStrictEqual([]);
  });

  it('is rolled back when its work fails after something was sent', async () => {
    const failed = transaction(async (session) => {
      await session.defer(add(1));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await stored()).toStrictEqual([]);
  });

  it('never looks like a success when a statement failed that nobody waited for', async () => {
    const failed = transaction(async (session) => {
      await session.run(add(1));
      void session.run(failing('23514')).catch(() => {});
    });
    await expect(failed).rejects.toMatchObject({ code: '23514' });
    expect(await stored()).toStrictEqual([]);
  });

  it('runs again when what nobody waited for lost against another transaction', async () => {
    let runs = 0;
    const work = async (session: Session): Promise<void> => {
      runs += 1;
      await session.defer(add(1));
      if (runs === 1) await session.defer(failing('40P01'));
    };
    await expect(transaction(work)).rejects.toBeInstanceOf(TransactionConflict);
    runs = 0;
    await guardDatabase(database).transaction(owner, work);
    expect(runs).toBe(2);
    expect(await stored()).toStrictEqual([1]);
  });

  it('of one statement that nobody waits for is over when it is', async () => {
    const session = guardDatabase(database).session(owner);
    await session.defer(add(1));
    expect(await stored()).toStrictEqual([1]);
    await expect(session.defer(add(1))).rejects.toBeInstanceOf(ConflictError);
    await expect(session.defer(failing('22012'), stale)).rejects.toBeInstanceOf(StaleWriteError);
  });
});

describe.runIf(hasServer)('a transaction on a server', () => {
  let server: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    server = await createTestDatabase();
    database = connect(server.url);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });
  const backend = (): Promise<unknown> =>
    database.session(owner).run({ text: 'select pg_backend_pid()', values: [] });

  it('sends its commit right behind what nobody waits for', async () => {
    let last: string | undefined;
    seen.length = 0;
    const failed = database.transaction(owner, (session) =>
      session.defer(failing('22012'), () => {
        last = seen.at(-1);
        return stale();
      }),
    );
    await expect(failed).rejects.toBeInstanceOf(StaleWriteError);
    expect(last).toBe('commit');
    expect(seen.at(-1)).toBe('commit');
  });

  it('keeps its connection when what nobody waited for fails', async () => {
    const before = await backend();
    const failed = database.transaction(owner, (session) => session.defer(failing('22012'), stale));
    await expect(failed).rejects.toBeInstanceOf(StaleWriteError);
    expect(await backend()).toStrictEqual(before);
  });

  it('fails with the lock it did not get, not with what was sent behind it', async () => {
    const other = connect(server.url);
    const waiting = other.transaction(
      owner,
      async (session) => {
        await session.run({ text: 'select 1', values: [] });
        await database.transaction(owner, (late) => late.defer(failing('22012'), stale), ['a']);
      },
      ['a'],
    );
    await expect(waiting).rejects.toBeInstanceOf(StorageUnavailableError);
    await other.close();
  });

  it('whose connection is cut fails as unavailable, and the next one gets a new connection', async () => {
    const before = await backend();
    const suicide = { text: 'select pg_terminate_backend(pg_backend_pid())', values: [] };
    const cut = database.transaction(owner, (session) => session.defer(suicide));
    await expect(cut).rejects.toBeInstanceOf(StorageUnavailableError);
    expect(await backend()).not.toStrictEqual(before);
  });
});
