/** A set of PostgreSQL programs that can create and run a server. */
export interface PostgresBinaries {
  /** Directory of `initdb` and `postgres`. */
  readonly binDir: string;
  /** Everything the programs need, when it has to be moved as a whole. */
  readonly rootDir: string | undefined;
  /** Where their own shared libraries are. */
  readonly libDir: string | undefined;
  /** Where the set comes from, for people. */
  readonly source: string;
}
