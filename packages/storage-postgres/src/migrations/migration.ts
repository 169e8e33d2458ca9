/** One step of the schema. Never edited after a release: a change is a new step. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  readonly name: string;
  /** False if a process that does not know this step must not work with the database any more. */
  readonly isCompatible: boolean;
  /** Statements separated by `;`, run in one transaction. */
  readonly sql: string;
}
