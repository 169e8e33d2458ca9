import pg from 'pg';
import type { BenchContext } from '../bench-context.ts';
import { whenCalm } from './when-calm.ts';
import {
  leastInsertsPerMessage,
  type RowCounts,
  readWrittenTables,
  type WrittenTable,
} from './written-tables.ts';

/** What PostgreSQL takes of the same rows when nothing but the inserts is left. */
export interface LimitFigures {
  /** Messages per second: the best of the lane counts. */
  readonly messagesPerSecond: number;
  /** Connections that wrote at the same time, and what each count gave. */
  readonly lanes: readonly { readonly lanes: number; readonly messagesPerSecond: number }[];
  readonly tables: readonly {
    readonly name: string;
    readonly insertsPerMessage: number;
    readonly updatesPerMessage: number;
    readonly rowBytes: number;
  }[];
}

const batchSize = 500;
const laneCounts = [1, 2, 4];
/** A pass takes about a second, in which a virtual machine may be half as fast or twice: the middle one of three counts. */
const passes = 3;
const maxMessages = 30_000;

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: (string | null)[];
}

const isInserted = (table: WrittenTable): boolean => table.insertsPerMessage >= leastInsertsPerMessage;

function insertStatement(table: WrittenTable, rows: WrittenTable['rows']): Statement {
  const width = table.columns.length;
  const tuples = rows.map(
    (_, row) =>
      `(${table.columns.map((column, at) => `$${row * width + at + 1}::${column.type}`).join(',')})`,
  );
  const names = table.columns.map((column) => column.name).join(',');
  return {
    name: `insert_${table.name}_${rows.length}`,
    text: `insert into ${table.name} (${names}) values ${tuples.join(',')}`,
    values: rows.flat(),
  };
}

/** Writes the whole row anew. Moments move on by the number of the batch, as they did, so that indexes on them change. */
function updateStatement(table: WrittenTable, rows: WrittenTable['rows'], batch: number): Statement {
  const width = table.columns.length;
  const tuples = rows.map(
    (_, row) =>
      `(${table.columns.map((column, at) => `$${row * width + at + 2}::${column.type}`).join(',')})`,
  );
  const sets = table.columns
    .filter((column) => !column.isKey)
    .map(({ name, type }) => {
      const later = type.startsWith('timestamp') ? " + $1::int * interval '1 ms'" : '';
      return `${name} = v.${name}${later}`;
    });
  const keys = table.columns.filter((column) => column.isKey).map(({ name }) => `t.${name} = v.${name}`);
  const names = table.columns.map((column) => column.name).join(',');
  return {
    name: `update_${table.name}_${rows.length}`,
    text: `update ${table.name} t set ${sets.join(', ')} from (values ${tuples.join(',')}) v (${names}) where ${keys.join(' and ')}`,
    values: [String(batch), ...rows.flat()],
  };
}

/** The statements of one transaction: the rows of `batchSize` messages. */
function batchStatements(
  tables: readonly WrittenTable[],
  batch: number,
  lane: number,
  lanes: number,
): Statement[] {
  const statements: Statement[] = [];
  for (const table of tables) {
    if (isInserted(table)) {
      const perBatch = Math.round(batchSize * table.insertsPerMessage);
      const rows = table.rows.slice(batch * perBatch, (batch + 1) * perBatch);
      // Statements have at most 65,535 parameters.
      for (let from = 0; from < rows.length; from += batchSize) {
        statements.push(insertStatement(table, rows.slice(from, from + batchSize)));
      }
    }
    const updates = Math.round(batchSize * table.updatesPerMessage);
    // Two lanes never want the same row.
    const own = table.rows.filter((_, at) => at % lanes === lane);
    if (updates === 0 || own.length === 0) continue;
    const count = Math.min(updates, own.length);
    const rows = Array.from({ length: count }, (_, at) => own[(batch * count + at) % own.length] ?? []);
    statements.push(updateStatement(table, rows, batch));
  }
  return statements;
}

async function runLane(client: pg.Client, batches: readonly Statement[][]): Promise<void> {
  for (const statements of batches) {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  }
}

async function measureLanes(
  databaseUrl: string,
  tables: readonly WrittenTable[],
  lanes: number,
): Promise<number> {
  const clients = Array.from({ length: lanes }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const inserted = tables.filter(isInserted);
    const [first] = clients;
    // Only these rows: the tables stay as full as they were when Parley wrote them.
    for (const table of inserted) {
      const at = table.columns.findIndex((column) => column.name === 'id');
      await first?.query(`delete from ${table.name} where id = any($1::uuid[])`, [
        table.rows.map((row) => row[at]),
      ]);
    }
    await first?.query('vacuum analyze');
    const messages = Math.min(
      ...inserted.map((table) =>
        Math.floor(table.rows.length / Math.round(batchSize * table.insertsPerMessage)),
      ),
    );
    const work = clients.map((_, lane) =>
      Array.from({ length: messages }, (__, batch) => batch)
        .filter((batch) => batch % lanes === lane)
        .map((batch) => batchStatements(tables, batch, lane, lanes)),
    );
    const since = performance.now();
    await Promise.all(clients.map((client, lane) => runLane(client, work[lane] ?? [])));
    return (messages * batchSize) / ((performance.now() - since) / 1000);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/**
 * Takes the newest rows that Parley wrote out of their tables and writes them again: multi-row inserts of 500, the updates of
 * the rows that are updated per message, one transaction per 500 messages, one process, the same tables and indexes.
 *
 * @param databaseUrl Parley's own database; its server is stopped
 * @param rowsBefore what its tables held after the first message of every customer
 */
export async function measureLimit(
  context: BenchContext,
  databaseUrl: string,
  rowsBefore: RowCounts,
): Promise<LimitFigures> {
  context.progress.say('limit: the same rows by bare multi-row inserts');
  const tables = await readWrittenTables(databaseUrl, rowsBefore, maxMessages);
  const lanes: { lanes: number; messagesPerSecond: number }[] = [];
  for (const count of laneCounts) {
    const rates: number[] = [];
    for (let pass = 0; pass < (context.options.quick ? 1 : passes); pass += 1)
      rates.push(await whenCalm(context, 'limit', () => measureLanes(databaseUrl, tables, count)));
    const messagesPerSecond = rates.sort((left, right) => left - right)[rates.length >> 1] ?? 0;
    context.progress.say(
      `limit, ${count} at a time: ${Math.round(messagesPerSecond).toLocaleString('en')} msg/s`,
    );
    lanes.push({ lanes: count, messagesPerSecond });
  }
  return {
    messagesPerSecond: Math.max(...lanes.map((lane) => lane.messagesPerSecond)),
    lanes,
    tables: tables.map(({ name, insertsPerMessage, updatesPerMessage, rowBytes }) => ({
      name,
      insertsPerMessage,
      updatesPerMessage,
      rowBytes,
    })),
  };
}
