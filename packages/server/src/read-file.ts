import type { Problem } from '@parley/api-contract';
import { safeFileName } from '@parley/core';
import type { Exchange } from './exchange.ts';
import { refuseEncoding } from './read-json.ts';
import { InvalidRequestError } from './server-errors.ts';

/** What the headers of a body that is a file say about it. */
export interface FileHead {
  readonly fileName: string;
  /** Lower case, without parameters; empty = not declared. */
  readonly mimeType: string;
}

/** A file a caller sent as the body. */
export interface SentFile extends FileHead {
  readonly body: Blob;
}

const typePattern = /^([\w.+-]{1,60}\/[\w.+-]{1,80})(?:\s*;.*)?$/;

/**
 * Reads a body that is a file as it is.
 * @throws {InvalidRequestError | ContentEncodingNotSupportedError} and what reading throws
 */
export async function readFile(exchange: Exchange, limitBytes: number): Promise<SentFile> {
  const head = readFileHead(exchange, 'required');
  const bytes = await exchange.readBody(limitBytes);
  // A copy: what came is let go, so that a file under way is held once.
  return { ...head, body: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: head.mimeType }) };
}

/** Reads what the headers say, and leaves the body alone. @throws {InvalidRequestError | ContentEncodingNotSupportedError} */
export function readFileHead(exchange: Exchange, type: 'required' | 'optional'): FileHead {
  const problems: Problem[] = [];
  const given = exchange.header('content-type') ?? '';
  const mimeType = given === '' && type === 'optional' ? '' : typePattern.exec(given)?.[1]?.toLowerCase();
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
  return { fileName: safeFileName(fileName) ?? 'file', mimeType };
}

function decodeName(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}
