/** Why a file cannot be sent. */
export type AttachmentProblem = 'empty' | 'too_large' | 'type';

/** What a channel carries. */
export interface AttachmentLimit {
  /** Start of the media type, or all of it: `image/`, `application/pdf`. */
  readonly type: string;
  readonly maxBytes: number;
}

const mb = 1024 * 1024;

/** WhatsApp Cloud API, "Supported media types": what is not listed goes as a document. */
const whatsapp: readonly AttachmentLimit[] = [
  { type: 'image/jpeg', maxBytes: 5 * mb },
  { type: 'image/png', maxBytes: 5 * mb },
  { type: 'video/mp4', maxBytes: 16 * mb },
  { type: 'video/3gpp', maxBytes: 16 * mb },
  { type: 'audio/', maxBytes: 16 * mb },
  { type: '', maxBytes: 100 * mb },
];
const others: readonly AttachmentLimit[] = [{ type: '', maxBytes: 25 * mb }];

/** What a channel carries; the server has the last word. */
export function attachmentLimits(channel: string): readonly AttachmentLimit[] {
  return channel === 'whatsapp' ? whatsapp : others;
}

/** Checks a file before anything is uploaded. */
export function attachmentProblem(
  file: { readonly size: number; readonly type: string },
  limits: readonly AttachmentLimit[],
): { readonly problem: AttachmentProblem; readonly maxBytes: number } | undefined {
  const limit = limits.find(({ type }) => file.type.startsWith(type));
  if (limit === undefined) return { problem: 'type', maxBytes: 0 };
  if (file.size === 0) return { problem: 'empty', maxBytes: limit.maxBytes };
  return file.size > limit.maxBytes ? { problem: 'too_large', maxBytes: limit.maxBytes } : undefined;
}

/** As what a file is sent. */
export function contentTypeOf(mimeType: string): 'image' | 'video' | 'audio' | 'document' {
  if (mimeType === 'image/jpeg' || mimeType === 'image/png' || mimeType === 'image/webp') return 'image';
  if (mimeType === 'video/mp4' || mimeType === 'video/3gpp') return 'video';
  return mimeType.startsWith('audio/') ? 'audio' : 'document';
}
