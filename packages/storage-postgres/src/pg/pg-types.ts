import pg from 'pg';

const int8 = 20;
const date = 1082;
const interval = 1186;
const int8Array = 1016;

const integers = pg.types.getTypeParser(1007 as number) as (text: string) => number[];

/** Both drivers give the same JavaScript values: int8 as number, dates and intervals as text. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [int8]: Number,
  [date]: (text) => text,
  [interval]: (text) => text,
  [int8Array]: integers,
};

/** The type parsers of a pool. */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    (format === 'binary' ? undefined : parsers[oid]) ?? pg.types.getTypeParser(oid, format as 'text'),
};
