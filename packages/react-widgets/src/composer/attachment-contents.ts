import type { MessageContent } from '../client/wire-types.ts';
import type { ComposerAttachment } from './composer-attachment.ts';

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
