import { randomUUID } from 'node:crypto';

/** One field or file of a form. */
export interface FormPart {
  readonly name: string;
  readonly value: string | { readonly fileName: string; readonly mimeType: string; readonly body: Blob };
}

/**
 * A multipart/form-data body, written by hand: the FormData of one fetch implementation is not understood by another,
 * and a Blob is streamed by all of them. RFC 7578; names are escaped as in the HTML standard.
 */
export function encodeMultipart(parts: readonly FormPart[]): {
  readonly body: Blob;
  readonly contentType: string;
} {
  const boundary = `----parley-${randomUUID()}`;
  const pieces: (string | Blob)[] = [];
  for (const { name, value } of parts) {
    pieces.push(`--${boundary}\r\ncontent-disposition: form-data; name="${escapeName(name)}"`);
    if (typeof value === 'string') {
      pieces.push(`\r\n\r\n${value}\r\n`);
    } else {
      pieces.push(
        `; filename="${escapeName(value.fileName)}"\r\ncontent-type: ${value.mimeType}\r\n\r\n`,
        value.body,
        '\r\n',
      );
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  return { body: new Blob(pieces), contentType: `multipart/form-data; boundary=${boundary}` };
}

function escapeName(name: string): string {
  return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
