import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalDiskBlobStore } from '@parley/core/local-disk';
import { describe, expect, it } from 'vitest';
import { blobStoreContract } from './blob-store-contract.ts';
import { aStream, bytesOf } from './byte-streams.ts';

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'parley-blobs-'));

blobStoreContract('local disk', async () => {
  const directory = join(await folder(), 'files');
  return {
    store: createLocalDiskBlobStore({ directory }),
    reopen: async () => createLocalDiskBlobStore({ directory }),
    close: () => rm(join(directory, '..'), { recursive: true }),
  };
});

describe('files on the local disk', () => {
  it('leave nothing behind once they are refused or removed', async () => {
    const directory = await folder();
    const store = createLocalDiskBlobStore({ directory });
    await expect(store.put('too-large-1', aStream(bytesOf(9)), { maxBytes: 8 })).rejects.toThrow();
    await store.put('stays-a-while', aStream(bytesOf(9)), { maxBytes: 9 });
    const names = async () =>
      (await readdir(directory, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    expect(await names()).toStrictEqual(['stays-a-while']);
    await store.remove(['stays-a-while']);
    expect(await names()).toStrictEqual([]);
    await rm(directory, { recursive: true });
  });
});
