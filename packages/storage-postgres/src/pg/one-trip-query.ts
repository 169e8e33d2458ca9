import pg from 'pg';

/** A prepared statement and its values. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  /** As they are written: bytes, or text. */
  readonly values: readonly (Buffer | string | null)[];
}

/** What this needs of pg's connection; not all of it is in pg's public types. */
interface Connection {
  readonly stream: { cork?(): void; uncork?(): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(query: { name: string; text: string }): void;
  bind(config: { portal: string; statement: string; values: readonly (Buffer | string | null)[] }): void;
  execute(config: { portal: string }): void;
  sync(): void;
}

/**
 * Two prepared statements as one transaction in one message, answered with one message: PostgreSQL runs everything up to a
 * Sync as a transaction (protocol, "Pipelining"). `begin`, `commit` and the answers to each would cost a statement that comes
 * alone as much as the statement. What the two return is not read.
 */
export class OneTripQuery extends pg.Query {
  readonly #first: NamedStatement;
  readonly #second: NamedStatement;

  /** @param first was prepared on this connection before */
  constructor(first: NamedStatement, second: NamedStatement, callback: (error: Error | undefined) => void) {
    super({ name: second.name, text: second.text, values: [...second.values] }, callback);
    this.#first = first;
    this.#second = second;
    this.submit = (connection) => this.#send(connection as unknown as Connection);
  }

  /** Rows come without a description, because none was asked for. */
  handleDataRow(): void {}

  handleCommandComplete(): void {}

  #send(connection: Connection): Error | null {
    const { name, text, values } = this.#second;
    const { parsedStatements, submittedNamedStatements } = connection;
    connection.stream.cork?.();
    try {
      connection.bind({ portal: '', statement: this.#first.name, values: this.#first.values });
      connection.execute({ portal: '' });
      // Behind the first statement, which decides as whom it is read and planned.
      if (parsedStatements[name] === undefined && submittedNamedStatements[name] === undefined) {
        connection.parse({ name, text });
        submittedNamedStatements[name] = text;
      }
      connection.bind({ portal: '', statement: name, values });
      connection.execute({ portal: '' });
      connection.sync();
    } finally {
      connection.stream.uncork?.();
    }
    return null;
  }
}
