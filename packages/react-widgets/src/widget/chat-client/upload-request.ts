import { ChatRequestError } from './chat-rest.ts';
import type { UploadedChatFile } from './chat-types.ts';

/** Sends a file. */
export type UploadFile = (upload: {
  /** `…/v1/chat/<inbox>` */
  readonly url: string;
  readonly token: string;
  readonly file: Blob;
  readonly name: string;
  /** How much is on its way, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}) => Promise<UploadedChatFile>;

/**
 * By XMLHttpRequest, because fetch does not say how far a body has got.
 * @throws {ChatRequestError}
 */
export const uploadFile: UploadFile = ({ url, token, file, name, onProgress, signal }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (): void => reject(new ChatRequestError('network_error', 0, null));
    request.open('POST', `${url}/media`);
    request.responseType = 'json';
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('x-file-name', encodeURIComponent(name.toWellFormed()));
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = fail;
    request.onabort = fail;
    request.onload = () => {
      const answer = request.response as
        | (UploadedChatFile & { readonly error?: { code?: string; details?: { reason?: unknown } } })
        | null;
      if (request.status === 201 && answer !== null) {
        resolve(answer);
        return;
      }
      const seconds = Number(request.getResponseHeader('retry-after') ?? Number.NaN);
      const { code = `http_${request.status}`, details } = answer?.error ?? {};
      // Of a refused file the reason says more.
      const reason = code === 'media_refused' ? details?.reason : undefined;
      const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
      reject(new ChatRequestError(typeof reason === 'string' ? reason : code, request.status, retryAfterMs));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
