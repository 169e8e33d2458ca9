declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser's address of a real PostgreSQL server; `undefined` when this machine can have none. */
    postgresUrl: string | undefined;
  }
}

export {};
