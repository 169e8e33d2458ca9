export { createLocalDiskBlobStore, type LocalDiskOptions } from './local-disk-blob-store.ts';
