import type { MediaRef } from '@parley/core';
import { checkUrl, refuse } from './check-limit.ts';
import { type FileKind, fileTypes, maxFileBytes, maxStaticStickerBytes } from './media-limits.ts';
import { bareMimeType } from './parse-media.ts';

/** A file to send: by id or by link, of a type and size its kind may have. @throws {InvalidContentError} */
export function checkMedia(field: string, kind: FileKind, media: MediaRef, isAnimated = false): void {
  const { providerMediaId, url, sizeBytes } = media;
  if ((providerMediaId === undefined) === (url === undefined))
    refuse(field, 'must have either providerMediaId or url');
  if (providerMediaId === '') refuse(`${field}.providerMediaId`, 'must not be empty');
  if (url !== undefined) checkUrl(`${field}.url`, url, ['https:']);
  const mimeType = bareMimeType(media.mimeType);
  if (mimeType !== undefined && kind !== 'document' && !fileTypes[kind].includes(mimeType)) {
    refuse(`${field}.mimeType`, `must be one of ${fileTypes[kind].join(', ')}`);
  }
  const maxBytes = kind === 'sticker' && !isAnimated ? maxStaticStickerBytes : maxFileBytes[kind];
  if (sizeBytes !== undefined && (sizeBytes < 1 || sizeBytes > maxBytes)) {
    refuse(`${field}.sizeBytes`, `must be between 1 and ${maxBytes}`);
  }
}
