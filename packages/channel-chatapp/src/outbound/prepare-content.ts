import {
  ContentNotSupportedError,
  type InteractiveContent,
  InvalidContentError,
  isId,
  type MediaRef,
  type MessageContent,
} from '@parley/core';
import { chatAppCapabilities } from '../capabilities.ts';
import { channelKind } from '../channel-kind.ts';
import { lengthOf, splitText } from './split-text.ts';

const maxBody = 4000;
/** Longest words below a file, and below a message with choices. */
export const maxCaptionLength = 1000;
const maxTitle = 80;
const maxButtons = 13;
const maxRows = 50;

/** Checks content before it is stored, and splits text that is too long. @throws {ContentNotSupportedError | InvalidContentError} */
export function prepareContent(content: MessageContent): readonly MessageContent[] {
  switch (content.type) {
    case 'text': {
      const parts = splitText(content.text);
      if (parts.length === 0) refuse('text', 'must not be empty');
      return parts.length === 1 ? [content] : parts.map((text) => ({ ...content, text }));
    }
    case 'audio':
      checkFile(content.media);
      return [content];
    case 'image':
    case 'video':
    case 'document':
      checkFile(content.media);
      if (content.caption !== undefined) checkText('caption', content.caption, maxCaptionLength);
      return [content];
    case 'interactive':
      checkInteractive(content.interactive);
      return [content];
    default:
      throw notSupported(content.type);
  }
}

function notSupported(type: string): ContentNotSupportedError {
  return new ContentNotSupportedError(channelKind, type, chatAppCapabilities.sends);
}

function checkInteractive(interactive: InteractiveContent): void {
  if (interactive.kind !== 'buttons' && interactive.kind !== 'list')
    throw notSupported(`interactive.${interactive.kind}`);
  checkText('interactive.body', interactive.body, maxBody);
  if (interactive.header !== undefined) checkHeader(interactive.header);
  if (interactive.footer !== undefined) checkText('interactive.footer', interactive.footer, maxCaptionLength);
  if (interactive.kind === 'buttons') {
    checkChoices('interactive.buttons', interactive.buttons, maxButtons);
    return;
  }
  checkText('interactive.button', interactive.button, maxTitle);
  const rows = interactive.sections.flatMap((section) => section.rows);
  checkChoices('interactive.sections[].rows', rows, maxRows);
  for (const { description } of rows)
    if (description !== undefined)
      checkText('interactive.sections[].rows[].description', description, maxCaptionLength);
  for (const { title } of interactive.sections)
    if (title !== undefined) checkText('interactive.sections[].title', title, maxTitle);
}

function checkHeader(header: NonNullable<Extract<InteractiveContent, { kind: 'buttons' }>['header']>): void {
  if (header.type === 'text') checkText('interactive.header.text', header.text, maxTitle);
  else if (header.type === 'video') refuse('interactive.header.type', 'must be text, image or document');
  else checkLink(header.media);
}

function checkChoices(
  field: string,
  choices: readonly { readonly id: string; readonly title: string }[],
  max: number,
): void {
  if (choices.length < 1 || choices.length > max) refuse(field, `must have between 1 and ${max} entries`);
  for (const { id, title } of choices) {
    checkText(`${field}[].id`, id, 256);
    checkText(`${field}[].title`, title, maxTitle);
  }
  if (new Set(choices.map(({ id }) => id)).size !== choices.length)
    refuse(`${field}[].id`, 'must not have the same value twice');
}

/** A file that was uploaded, or a link. */
function checkFile(media: MediaRef): void {
  if (media.providerMediaId === undefined) checkLink(media);
  else if (media.url !== undefined || !isId('med', media.providerMediaId))
    refuse('media.providerMediaId', 'must be the mediaId of a file that was uploaded to this inbox');
}

/** The customer's client fetches links itself. */
function checkLink({ url, providerMediaId }: MediaRef): void {
  if (providerMediaId !== undefined || url === undefined) refuse('media', 'must have a url');
  const isHttps = URL.canParse(url) && new URL(url).protocol === 'https:';
  if (!isHttps || url.length > 2048) refuse('media.url', 'must be an address that begins with https://');
}

function checkText(field: string, text: string, max: number): void {
  if (text.trim() === '') refuse(field, 'must not be empty');
  if (text.length > max && lengthOf(text) > max) refuse(field, `must have at most ${max} characters`);
}

function refuse(field: string, problem: string): never {
  throw new InvalidContentError(`${field} ${problem}.`, { field });
}
