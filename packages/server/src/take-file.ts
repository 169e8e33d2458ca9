import type { Exchange } from './exchange.ts';
import { readFile, type SentFile } from './read-file.ts';
import type { ServerSettings } from './server-options.ts';
import type { UploadMemory } from './upload-memory.ts';

/** A file a caller sent, and the memory it takes. */
export interface TakenFile {
  readonly file: SentFile;
  /** Called once nothing holds the file any more. */
  readonly giveBack: () => void;
}

/**
 * Reads a file, if there is room for it. A provider asks for the length of a file before its bytes and may need it twice, so
 * it is held whole instead of being passed on as it comes.
 * @throws {UploadsOverloadedError} before a byte is read, and what reading throws
 */
export async function takeFile(
  exchange: Exchange,
  { mediaUploadLimitBytes: limitBytes }: Pick<ServerSettings, 'mediaUploadLimitBytes'>,
  memory: UploadMemory,
): Promise<TakenFile> {
  // Without a length it may become as large as any.
  const saidBytes = Number(exchange.header('content-length') ?? limitBytes);
  const giveBack = memory.take(Math.min(saidBytes >= 0 ? saidBytes : limitBytes, limitBytes));
  try {
    return { file: await readFile(exchange, limitBytes), giveBack };
  } catch (error) {
    giveBack();
    throw error;
  }
}
