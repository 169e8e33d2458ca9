import type { ChatDeskHarness, ChatTenant } from './chat-desk.ts';

/** A file that is ready to be sent. */
export interface UploadedFile {
  readonly mediaId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
}

/** What an upload was answered with. */
export interface FileAnswer {
  readonly status: number;
  readonly body: UploadedFile & {
    readonly error?: { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
  };
}

/** Bytes that begin as a PNG does and go on as nothing in particular. */
export function aPicture(sizeBytes = 2000, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 31 + seed) % 251);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes;
}

/** Text as bytes, one per character. */
export function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** A customer uploads a file. */
export async function uploadFile(
  desk: ChatDeskHarness,
  to: ChatTenant,
  token: string,
  file: { readonly bytes: Uint8Array<ArrayBuffer>; readonly type?: string; readonly name?: string },
): Promise<FileAnswer> {
  const { bytes, type = 'image/png', name = 'photo.png' } = file;
  const response = await fetch(`${desk.url}/v1/chat/${to.inboxId}/media`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'x-file-name': encodeURIComponent(name),
      ...(type === '' ? {} : { 'content-type': type }),
    },
    body: bytes,
  });
  return { status: response.status, body: (await response.json()) as FileAnswer['body'] };
}

/** A customer fetches the file of one of their messages. */
export function fetchFile(
  desk: ChatDeskHarness,
  of: ChatTenant,
  token: string,
  messageId: string,
): Promise<Response> {
  return fetch(`${desk.url}/v1/chat/${of.inboxId}/messages/${messageId}/media`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

/** The account's own backend, or staff, calls the API. */
export function asStaff(
  desk: ChatDeskHarness,
  tenant: ChatTenant,
  method: string,
  path: string,
  given: { readonly body?: BodyInit; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return fetch(`${desk.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${tenant.apiKey}`, ...given.headers },
    ...(given.body === undefined ? {} : { body: given.body }),
  });
}
