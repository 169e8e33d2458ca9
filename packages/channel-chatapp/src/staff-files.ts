import { type FileRule, fileKind } from '@parley/core';
import { chatAppCapabilities, maxFileBytes } from './capabilities.ts';
import { maxCaptionLength } from './outbound/prepare-content.ts';

const types = chatAppCapabilities.ownFiles?.types ?? [];

/** What staff may attach: everything whose type can be told, whatever customers may send. */
export const staffFiles: readonly FileRule[] = (['image', 'video', 'audio', 'document'] as const).map(
  (sentAs) => ({
    sentAs,
    mimeTypes: types.filter((type) => fileKind(type) === sentAs),
    maxBytes: maxFileBytes,
    maxCaptionLength: sentAs === 'audio' ? 0 : maxCaptionLength,
  }),
);
