import { NotStorableError } from '@parley/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, hasServer, type TestDatabase } from '../test-server.ts';
import { arrayLiteral } from './array-literal.ts';
import type { ColumnType } from './column.ts';
import { ColumnArray } from './column-array.ts';

const columns: Readonly<Record<ColumnType, readonly unknown[]>> = {
  uuid: [
    '0199c5f2a3b47c1d8e2f000000000001',
    '0199c5f2-a3b4-7c1d-8e2f-000000000001',
    null,
    'ffffffffffffffffffffffffffffffff',
  ],
  text: [
    'a',
    '',
    'NULL',
    'say "hi"',
    'c:\\dir',
    '{x,y}',
    null,
    '🙂 é \u2028 \u0001',
    'x'.repeat(300_000),
    'a',
  ],
  smallint: [0, 1, -1, 32_767, -32_768, null],
  integer: [0, 0, 1, -1, 2_147_483_647, -2_147_483_648, null, 7],
  bigint: [0, 86_400_000, -1, '9007199254740993', null],
  boolean: [true, true, false, null, false],
  jsonb: [{ a: 'b"c\n' }, [1, null], 'text', { text: '\\ "', n: 1e3 }, null],
  bytea: ['\\x00ff10', '\\x', null],
  timestamptz: [
    '2026-01-05T09:00:00.123Z',
    '1999-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '2106-02-07T06:28:16.001Z',
    null,
    '9999-12-31T23:59:59.999Z',
  ],
};

describe.runIf(hasServer)('a column of values as bytes', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it.each(Object.keys(columns) as ColumnType[])('says of %s what the text form says', async (type) => {
    for (const values of [columns[type], columns[type].filter((value) => value !== null), [null], []]) {
      const { rows } = await client.query<{ same: boolean; length: number }>(
        `select $1::${type}[] is not distinct from $2::${type}[] as same, cardinality($1::${type}[]) as length`,
        [new ColumnArray(type, values).toBytes(), arrayLiteral(type, values)],
      );
      expect(rows[0]).toEqual({ same: true, length: values.length });
    }
  });

  it('refuses half of a surrogate pair, a time that is none, and an id that is none', () => {
    expect(() => new ColumnArray('text', ['\ud83d']).toBytes()).toThrow(NotStorableError);
    for (const time of ['yesterday', '+010000-01-01T00:00:00.000Z'])
      expect(() => new ColumnArray('timestamptz', [time]).toBytes()).toThrow(NotStorableError);
    expect(() => new ColumnArray('uuid', ['0199c5f2']).toBytes()).toThrow(TypeError);
    expect(() => new ColumnArray('uuid', ['zz99c5f2a3b47c1d8e2f000000000001']).toBytes()).toThrow(TypeError);
  });
});
