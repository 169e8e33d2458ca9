import type { SupportClient } from '../client/support-client.ts';
import type { MediaFile } from '../media/media-file.ts';

/** A client that can upload files. */
export interface MediaUploads {
  /** @throws ClientError, as a rejection */
  uploadMedia(
    conversationId: string,
    file: File,
    options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
  ): Promise<MediaFile>;
}

/** The client's uploads, if it has them; without them nothing can be attached. */
export function uploadsOf(client: SupportClient): MediaUploads | undefined {
  const candidate = client as SupportClient & Partial<MediaUploads>;
  return typeof candidate.uploadMedia === 'function' ? (candidate as MediaUploads) : undefined;
}
