import type { Problem } from '@parley/api-contract';
import type { Exchange } from './exchange.ts';
import { safeFileName } from './file-name.ts';
import { refuseEncoding } from './read-json.ts';
import { InvalidRequestError } from './server-errors.ts';

/** A file a caller sent as the body. */
export interface SentFile {
  readonly fileName: string;
  /** Lower case, without parameters. */
  readonly mimeType: string;
  readonly body: Blob;
}

const typePattern = /^([\w.+-]{1,60}\/[\w.+-]{1,80})(?:\s*;.*)?$/;

/**
 * Reads a body that is a file as it is.
 * @throws {InvalidRequestError | ContentEncodingNotSupportedError} and what reading throws
 */
export async function readFile(exchange: Exchange, limitBytes: number): Promise<SentFile> {
  const problems: Problem[] = [];
  const mimeType = typePattern.exec(exchange.header('content-type') ?? '')?.[1]?.toLowerCase();
  if (mimeType === undefined)
    problems.push({
      in: 'header',
      path: 'Content-Type',
      message: 'Expected the type of the file, like image/jpeg',
    });
  const fileName = decodeName(exchange.header('x-file-name') ?? '');
  if (fileName === undefined)
    problems.push({ in: 'header', path: 'X-File-Name', message: 'Expected percent-encoded UTF-8' });
  if (mimeType === undefined || fileName === undefined) throw new InvalidRequestError(problems);
  refuseEncoding(exchange);
  const bytes = await exchange.readBody(limitBytes);
  // A copy: what came is let go, so that a file under way is held once.
  const body = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType });
  return { fileName: safeFileName(fileName) ?? 'file', mimeType, body };
}

function decodeName(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}
