import type { ClientError } from './client-error.ts';
import type { SupportClientOptions } from './client-options.ts';
import type { Environment } from './environment.ts';
import type { Http } from './http.ts';
import { sendWithProgress } from './send-with-progress.ts';
import type { SentFile, UploadOptions } from './support-client.ts';

const mostAttempts = 3;
/** A minute for the way to the server, and one for its way to the provider. */
const timeoutMs = 150_000;
const longestName = 240;

/**
 * Hands a file to the channel of an inbox. What may pass by itself is tried again; that a file gets there twice does no harm,
 * since only one of both is sent.
 *
 * @throws {ClientFailure}, or the reason of the signal once that is aborted
 */
export async function uploadMedia(
  http: Http,
  { setTimer, random, fetch }: Pick<Environment, 'setTimer' | 'random' | 'fetch'>,
  given: Pick<SupportClientOptions, 'fetch' | 'sendFile'>,
  inboxId: string,
  file: File,
  { signal, onProgress = () => undefined }: UploadOptions,
): Promise<SentFile> {
  const isPlain = given.fetch !== undefined || globalThis.XMLHttpRequest === undefined;
  const sendFile = given.sendFile ?? (isPlain ? fetch : sendWithProgress);
  for (let attempt = 1; ; attempt += 1) {
    try {
      signal?.throwIfAborted();
      onProgress(0);
      const { mediaId, mimeType } = await http.json<{ readonly mediaId: string; readonly mimeType: string }>({
        method: 'POST',
        path: `/v1/inboxes/${inboxId}/media`,
        file,
        headers: {
          'content-type': file.type || 'application/octet-stream',
          'x-file-name': encodeURIComponent(file.name.toWellFormed()),
        },
        send: (url, init) =>
          sendFile(url, init, (sentBytes) => onProgress(Math.min(1, sentBytes / file.size))),
        timeoutMs,
        ...(signal === undefined ? {} : { signal }),
      });
      onProgress(1);
      return { providerMediaId: mediaId, mimeType, fileName: file.name.slice(-longestName) };
    } catch (error) {
      signal?.throwIfAborted();
      const { isRetryable, code, retryAfterMs } = error as ClientError;
      // What the server did not expect, it will not expect again.
      if (!isRetryable || code === 'internal_error' || attempt === mostAttempts) throw error;
      await new Promise<void>((resolve) => {
        setTimer(resolve, retryAfterMs ?? random() * 1_000 * 2 ** attempt);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}
