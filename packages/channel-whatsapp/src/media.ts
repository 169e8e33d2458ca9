import {
  type ChannelMedia,
  type ChannelSendError,
  InvalidContentError,
  type MediaDownload,
  type MediaUpload,
} from '@parley/core';
import type { GraphClient } from './graph-client.ts';
import { guardStream } from './guard-stream.ts';
import {
  fileGone,
  fileTooLarge,
  interruptedFile,
  notTheFile,
  redirectRefused,
  untrustedAddress,
} from './media-errors.ts';
import { fileKindOf, maxFileBytes } from './media-limits.ts';
import { trustedMediaUrl } from './media-url.ts';
import { encodeMultipart } from './multipart.ts';
import { bareMimeType, hexSha256 } from './parse-media.ts';
import { present } from './present.ts';
import { readId, readNumber, readText } from './read-field.ts';
import { notReached } from './whatsapp-errors.ts';

/** Answers that mean the address has run out (it lives 5 minutes); a new one is asked for once. */
const expiredStatuses: readonly number[] = [401, 404];

/** What the provider says about a file, and where it is for now. */
interface LocatedFile {
  readonly url: URL;
  readonly mimeType: string;
  readonly sha256?: string;
  readonly sizeBytes?: number;
}

/** Files at the provider. WhatsApp Cloud API, media. */
export function createMedia(options: {
  readonly graph: GraphClient;
  readonly phoneNumberId: string;
  readonly mediaHosts: readonly string[];
  readonly maxDownloadBytes: number;
  readonly mediaTimeoutMs: number;
}): ChannelMedia {
  const { graph, phoneNumberId, mediaTimeoutMs } = options;
  const query = { phone_number_id: phoneNumberId };

  const locate = async (id: string, signal: AbortSignal | undefined): Promise<LocatedFile> => {
    const path = [mediaId(id)];
    const found = await graph
      .call({ method: 'GET', path, query, isRepeatable: true, signal })
      .catch(explained);
    const url = trustedMediaUrl(readText(found.url), options.mediaHosts);
    if (url === undefined) throw untrustedAddress();
    return present({
      url,
      mimeType: bareMimeType(readText(found.mime_type)) ?? 'application/octet-stream',
      sha256: hexSha256(readText(found.sha256)),
      sizeBytes: readNumber(found.file_size),
    });
  };

  const download = async (
    id: string,
    asked: { readonly maxBytes?: number; readonly signal?: AbortSignal } = {},
  ): Promise<MediaDownload> => {
    const maxBytes = Math.min(asked.maxBytes ?? options.maxDownloadBytes, options.maxDownloadBytes);
    const timeout = AbortSignal.timeout(mediaTimeoutMs);
    const signal = asked.signal === undefined ? timeout : AbortSignal.any([timeout, asked.signal]);
    for (let attempt = 1; ; attempt += 1) {
      const file = await locate(id, signal);
      if (file.sizeBytes !== undefined && file.sizeBytes > maxBytes) throw fileTooLarge(maxBytes);
      const response = await graph.open(file.url, signal).catch((error: unknown) => {
        throw interruptedFile(error);
      });
      const problem = problemOf(response, file, maxBytes);
      if (problem === undefined && response.body !== null) {
        const body = guardStream(response.body as ReadableStream<Uint8Array>, {
          maxBytes,
          sha256: file.sha256,
          sizeBytes: file.sizeBytes,
        });
        return present({ mimeType: file.mimeType, sizeBytes: file.sizeBytes, sha256: file.sha256, body });
      }
      await response.body?.cancel().catch(() => undefined);
      if (!expiredStatuses.includes(response.status) || attempt > 1) throw problem ?? notTheFile();
    }
  };

  return {
    download,
    async upload(file, asked = {}) {
      const mimeType = checkUpload(file);
      const form = encodeMultipart([
        { name: 'messaging_product', value: 'whatsapp' },
        { name: 'type', value: mimeType },
        { name: 'file', value: { fileName: file.fileName, mimeType, body: file.body } },
      ]);
      const path = [phoneNumberId, 'media'];
      const answer = await graph.call({
        method: 'POST',
        path,
        form,
        isRepeatable: true,
        timeoutMs: mediaTimeoutMs,
        signal: asked.signal,
      });
      const providerMediaId = readId(answer.id);
      if (providerMediaId === undefined) throw notReached({ networkCode: 'no_media_id' });
      return { providerMediaId };
    },
    async remove(id, asked = {}) {
      await graph
        .call({ method: 'DELETE', path: [mediaId(id)], query, isRepeatable: true, signal: asked.signal })
        .catch(explained);
    },
  };
}

/** Error 100 of a file's id: the provider does not know it (any more). */
function explained(error: ChannelSendError): never {
  throw error.providerCode === '100' ? fileGone() : error;
}

/** Ids go into an address, so one that could lead elsewhere is treated as one that does not exist. */
function mediaId(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(id)) throw fileGone();
  return id;
}

function problemOf(response: Response, file: LocatedFile, maxBytes: number): ChannelSendError | undefined {
  const { status } = response;
  if (status === 0 || (status >= 300 && status < 400)) return redirectRefused();
  if (expiredStatuses.includes(status) || status === 410) return fileGone();
  if (!response.ok) return notTheFile();
  const type = bareMimeType(response.headers.get('content-type') ?? undefined);
  const isPage = type === 'text/html' || type === 'application/json';
  if (isPage && type !== file.mimeType) return notTheFile();
  return Number(response.headers.get('content-length') ?? 0) > maxBytes ? fileTooLarge(maxBytes) : undefined;
}

/** The limits of the provider, checked before megabytes travel. @throws {InvalidContentError} */
function checkUpload(file: MediaUpload): string {
  const kind = fileKindOf(file.mimeType);
  const mimeType = bareMimeType(file.mimeType);
  if (kind === undefined || mimeType === undefined) {
    throw new InvalidContentError(
      'WhatsApp does not take files of this type; voice recordings must be audio/ogg with opus.',
      {
        field: 'mimeType',
      },
    );
  }
  const sizeBytes = Math.max(file.sizeBytes, file.body.size);
  if (sizeBytes === 0 || sizeBytes > maxFileBytes[kind]) {
    throw new InvalidContentError(
      `A file sent as ${kind} must have between 1 and ${maxFileBytes[kind]} bytes.`,
      {
        field: 'sizeBytes',
        maxBytes: maxFileBytes[kind],
      },
    );
  }
  return mimeType;
}
