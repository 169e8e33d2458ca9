import type { MessageContent } from '../client/wire-types.ts';
import type { ComposerAttachment } from './composer-attachment.ts';
import type { UploadRule } from './upload-rule.ts';

/** The file of a message that was taken back to be written anew; undefined if it has none that could be sent again. */
export function takenAttachment(
  content: MessageContent,
  rules: readonly UploadRule[],
): Omit<ComposerAttachment, 'id' | 'inboxId'> | undefined {
  if (!('media' in content) || content.type === 'sticker') return undefined;
  const { providerMediaId, fileName, mimeType = '', altText = '' } = content.media;
  if (providerMediaId === undefined) return undefined;
  const name = fileName ?? content.type;
  return {
    name,
    type: mimeType,
    sizeBytes: 0,
    state: 'ready',
    progress: 0,
    media: { providerMediaId, mimeType, fileName: name },
    sentAs: content.type,
    maxCaptionLength: rules.find(({ sentAs }) => sentAs === content.type)?.maxCaptionLength ?? 0,
    caption: '',
    altText,
  };
}
