import type { MediaFileId } from '../ids.ts';
import type { MediaFile } from './media-file.ts';

/** What is known of the files Parley keeps itself; their bytes are in the blob store. */
export interface MediaStore {
  find(ids: readonly MediaFileId[]): Promise<readonly MediaFile[]>;
  /** Locks the rows until the transaction ends, in id order. Outside a transaction it is {@link MediaStore.find}. */
  findForUpdate(ids: readonly MediaFileId[]): Promise<readonly MediaFile[]>;
  add(files: readonly MediaFile[]): Promise<void>;
  /** Overwrites state, size, digest and message. Rows must be locked. @throws {StaleWriteError} if one is not there */
  save(files: readonly MediaFile[]): Promise<void>;
  /**
   * Marks files that came before `before` and were not sent as discarded. Resolves to files that are discarded, those of
   * earlier calls included, at most `limit`; rows locked elsewhere are left out.
   */
  discardUnsent(before: Date, limit: number): Promise<readonly MediaFile[]>;
  /** Deletes rows of discarded files; others stay. */
  remove(ids: readonly MediaFileId[]): Promise<void>;
}
