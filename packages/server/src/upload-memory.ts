import { UploadsOverloadedError } from './server-errors.ts';

/** Memory that files take on their way to a provider, all uploads of the process together. */
export interface UploadMemory {
  /**
   * Sets bytes aside before they come; the returned function gives them back, once.
   * @throws {UploadsOverloadedError} if they do not fit beside what is under way
   */
  take(bytes: number): () => void;
}

/** @param limitBytes for all together */
export function createUploadMemory(limitBytes: number): UploadMemory {
  let takenBytes = 0;
  return {
    take(bytes) {
      if (takenBytes + bytes > limitBytes) throw new UploadsOverloadedError();
      takenBytes += bytes;
      let isTaken = true;
      return () => {
        if (isTaken) takenBytes -= bytes;
        isTaken = false;
      };
    },
  };
}
