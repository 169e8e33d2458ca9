/** A connection of its own for changing the schema; statements take as long as they take. */
export interface SetupConnection {
  /** Runs statements separated by `;`, without parameters. */
  exec(sql: string): Promise<void>;
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}
