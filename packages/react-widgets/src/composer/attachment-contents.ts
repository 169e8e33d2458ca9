import type { MessageContent } from '../client/wire-types.ts';
import type { ComposerAttachment } from './composer-attachment.ts';
import type { UploadRule } from './upload-rule.ts';

/**
 * One message for each file, in their order, then the text. The text of a lone file is its caption, where it can have one
 * that long and has no other.
 */
export function attachmentContents(
  text: string,
  files: readonly ComposerAttachment[],
): readonly MessageContent[] {
  const [only] = files;
  const isCaption =
    files.length === 1 &&
    text !== '' &&
    only !== undefined &&
    only.caption === '' &&
    text.length <= only.maxCaptionLength;
  const sent = files.flatMap((file) => contentOf(isCaption ? { ...file, caption: text } : file) ?? []);
  return text === '' || isCaption ? sent : [...sent, { type: 'text', text }];
}

function contentOf({ media, sentAs, caption, altText }: ComposerAttachment): MessageContent | undefined {
  if (media === undefined) return undefined;
  if (sentAs === 'audio') return { type: sentAs, media };
  const described = altText === '' ? media : { ...media, altText };
  return { type: sentAs, media: described, ...(caption === '' ? {} : { caption }) };
}

/** The file of a message that was taken back to be written anew; undefined if it has none that could be sent again. */
export function attachmentOf(
  content: MessageContent,
  rules: readonly UploadRule[],
): Omit<ComposerAttachment, 'id'> | undefined {
  if (!('media' in content) || content.type === 'sticker') return undefined;
  const { providerMediaId, fileName, mimeType = '', altText = '' } = content.media;
  if (providerMediaId === undefined) return undefined;
  const name = fileName ?? content.type;
  return {
    name,
    type: mimeType,
    sizeBytes: 0,
    state: 'ready',
    progress: 1,
    media: { providerMediaId, mimeType, fileName: name },
    sentAs: content.type,
    maxCaptionLength: rules.find(({ sentAs }) => sentAs === content.type)?.maxCaptionLength ?? 0,
    caption: '',
    altText,
  };
}
