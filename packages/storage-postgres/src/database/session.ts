/** One SQL statement. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Statements with a fixed text are parsed and planned once per connection under this name. */
  readonly name?: string;
}

/**
 * Where stores send their SQL: either inside one transaction, or with each statement a transaction of its own. Both
 * run behind the wall of the role and account they were opened for.
 */
export interface Session {
  /** @throws {StorageUnavailableError | ConflictError | NotStorableError} or the database's own error */
  run<Row>(statement: Statement): Promise<readonly Row[]>;
  /**
   * Sends a statement that returns nothing, without waiting for it. What follows is sent behind it; the transaction
   * does not end well unless it did.
   *
   * @param explain turns the driver's error into what the transaction is rejected with
   */
  defer(statement: Statement, explain?: (error: unknown) => unknown): Promise<void>;
  /**
   * What `work` does holds as a whole or not at all. In a transaction a failure leaves nothing but to roll back, even
   * if the caller catches it.
   */
  atomic<T>(work: (session: Session) => Promise<T>): Promise<T>;
}
