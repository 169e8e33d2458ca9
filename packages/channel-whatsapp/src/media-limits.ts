import type { FileRule } from '@parley/core';
import { bareMimeType } from './parse-media.ts';

/** Kinds of file as the provider tells them apart. */
export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

const megabyte = 1024 * 1024;
const kilobyte = 1024;

/** Largest file per kind, in bytes. WhatsApp Cloud API, media (stickers: the animated limit is the larger one). */
export const maxFileBytes: Readonly<Record<FileKind, number>> = {
  image: 5 * megabyte,
  video: 16 * megabyte,
  audio: 16 * megabyte,
  document: 100 * megabyte,
  sticker: 500 * kilobyte,
};

/** Longest words below a picture, film or document. WhatsApp Cloud API, messages. */
export const maxCaptionLength = 1024;

/** Largest sticker that does not move, in bytes. */
export const maxStaticStickerBytes = 100 * kilobyte;

/** Types the provider takes per kind, without parameters. WhatsApp Cloud API, media. Documents: in practice any other type. */
export const fileTypes: Readonly<Record<Exclude<FileKind, 'document'>, readonly string[]>> = {
  image: ['image/jpeg', 'image/png'],
  video: ['video/mp4', 'video/3gpp'],
  audio: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
  sticker: ['image/webp'],
};

/**
 * Which kind a file of this type is sent as. Undefined for a type that is not one, and for sound, pictures and films in a
 * form the provider refuses (e.g. `audio/webm`, the recordings of browsers).
 */
export function fileKindOf(mimeType: string): FileKind | undefined {
  const bare = bareMimeType(mimeType);
  if (bare === undefined || !/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(bare)) return undefined;
  for (const kind of ['image', 'video', 'audio', 'sticker'] as const) {
    if (fileTypes[kind].includes(bare)) return kind;
  }
  return /^(image|video|audio)\//.test(bare) ? undefined : 'document';
}

/**
 * What staff may attach. Stickers are left out: a WebP picture would reach the customer as one, and pictures in other forms
 * are taken by the provider as nothing at all.
 */
export const whatsAppFiles: readonly FileRule[] = [
  ...(['image', 'video', 'audio'] as const).map((kind) => ({
    sentAs: kind,
    mimeTypes: fileTypes[kind],
    maxBytes: maxFileBytes[kind],
    maxCaptionLength: kind === 'audio' ? 0 : maxCaptionLength,
  })),
  {
    sentAs: 'document',
    mimeTypes: ['*'],
    exceptMimeTypes: ['image/*', 'video/*', 'audio/*'],
    maxBytes: maxFileBytes.document,
    maxCaptionLength,
  },
];
