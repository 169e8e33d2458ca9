import type { MediaKind } from '../webhook/content-messages.ts';

/** What the Cloud API takes of one kind of media. WhatsApp Cloud API, supported media types. */
export interface MediaLimit {
  readonly mimeTypes: readonly string[];
  readonly maxBytes: number;
}

const mebibyte = 1024 * 1024;

/** The documented table. Documents of other `application/*` and `text/*` types are accepted in practice. */
export const mediaLimits: Readonly<Record<MediaKind, MediaLimit>> = {
  audio: {
    mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxBytes: 16 * mebibyte,
  },
  image: { mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 5 * mebibyte },
  video: { mimeTypes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * mebibyte },
  sticker: { mimeTypes: ['image/webp'], maxBytes: 500 * 1024 },
  document: {
    mimeTypes: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    maxBytes: 100 * mebibyte,
  },
};

/** A MIME type without its parameters, in lower case: `audio/ogg; codecs=opus` → `audio/ogg`. */
export function bareMimeType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The kind under which a file of this type may be uploaded, or undefined for one that is refused. */
export function kindOfMimeType(mimeType: string): MediaKind | undefined {
  const bare = bareMimeType(mimeType);
  for (const kind of ['audio', 'image', 'video', 'sticker'] as const) {
    if (mediaLimits[kind].mimeTypes.includes(bare)) return kind;
  }
  return /^(?:application|text)\/./.test(bare) ? 'document' : undefined;
}
