import pg from 'pg';
import { ByteWriter } from '../rows/byte-writer.ts';
import { type NamedStatement, writeBindAndExecute, writeParse, writeSync } from './extended-query.ts';

/** What this needs of pg's connection; not all of it is in pg's public types. */
interface Connection {
  readonly stream: { write(bytes: Buffer): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}

// One for all: a message is written and copied out in one go.
const writer = new ByteWriter();

/**
 * Two prepared statements as one transaction in one message, answered with one message: PostgreSQL runs everything up to a
 * Sync as a transaction (protocol, "Pipelining"). `begin`, `commit` and the answers to each would cost a statement that comes
 * alone as much as the statement. What the two return is not read.
 *
 * The message is written here and not by pg, which would copy a batch several times on its way.
 */
export class OneTripQuery extends pg.Query {
  /**
   * @param client the connection it is sent on, right away
   * @param first was prepared on this connection before
   * @throws {NotStorableError} before anything is sent
   */
  constructor(
    client: pg.PoolClient,
    first: NamedStatement,
    second: NamedStatement,
    callback: (error: Error | undefined) => void,
  ) {
    super('', callback);
    const { name, text } = second;
    const { parsedStatements, submittedNamedStatements } = (client as unknown as { connection: Connection })
      .connection;
    const isPrepared = parsedStatements[name] !== undefined || submittedNamedStatements[name] !== undefined;
    writer.begin();
    writeBindAndExecute(writer, first);
    // Behind the first statement, which decides as whom it is read and planned.
    if (!isPrepared) writeParse(writer, second);
    writeBindAndExecute(writer, second);
    writeSync(writer);
    const bytes = writer.copy();
    // By the name pg notes that the connection has prepared it.
    Object.assign(this, { name, text });
    this.submit = (connection) => {
      const { stream } = connection as unknown as Connection;
      if (!isPrepared) submittedNamedStatements[name] = text;
      stream.write(bytes);
      return null;
    };
  }

  /** Rows come without a description, because none was asked for. */
  handleDataRow(): void {}

  handleCommandComplete(): void {}
}
