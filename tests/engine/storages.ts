import type { Storage } from '@parley/core';
import { createPgliteStorage, createPostgresStorage } from '@parley/storage-postgres';
import { inject } from 'vitest';
import { createTestDatabase } from '../postgres/test-database.ts';

/** A database for one test file, and as many processes' storages on it as wanted. */
export interface StorageSource {
  readonly name: string;
  /** Whether several storages can share the database. */
  readonly isShared: boolean;
  /** Opens a storage on the file's database. */
  open(): Promise<Storage>;
  /** Closes every storage and removes the database. */
  dispose(): Promise<void>;
}

async function pglite(): Promise<StorageSource> {
  const storage = await createPgliteStorage({});
  return { name: 'PGlite', isShared: false, open: async () => storage, dispose: () => storage.close() };
}

async function postgres(adminUrl: string): Promise<StorageSource> {
  const database = await createTestDatabase(adminUrl);
  const opened: Storage[] = [];
  return {
    name: 'PostgreSQL',
    isShared: true,
    async open() {
      // Tests run without fsync where they prove nothing about crashes.
      const storage = await createPostgresStorage({
        connectionString: database.url,
        migrate: true,
        allowUnsafeDurability: true,
      });
      opened.push(storage);
      return storage;
    },
    async dispose() {
      await Promise.all(opened.map((storage) => storage.close()));
      await database.drop();
    },
  };
}

/** The drivers engine tests run on: PGlite always, real PostgreSQL where the run has one. */
export function storageSources(): readonly {
  readonly name: string;
  readonly make: () => Promise<StorageSource>;
}[] {
  const adminUrl = inject('postgresUrl');
  return [
    { name: 'PGlite', make: pglite },
    ...(adminUrl === undefined ? [] : [{ name: 'PostgreSQL', make: () => postgres(adminUrl) }]),
  ];
}
