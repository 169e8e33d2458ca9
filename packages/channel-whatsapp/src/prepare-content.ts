import { type ContactCard, ContentNotSupportedError, type MessageContent } from '@parley/core';
import { whatsAppCapabilities } from './capabilities.ts';
import { checkInteractive, isSendable } from './check-interactive.ts';
import { checkCount, checkOptionalText, checkText, refuse } from './check-limit.ts';
import { checkMedia } from './check-media.ts';
import { checkTemplate } from './check-template.ts';
import { channelKind } from './inbox-facts.ts';
import { maxCaptionLength } from './media-limits.ts';
import { splitText } from './split-text.ts';

/**
 * Checks content against WhatsApp's limits, counted in code points, before it is stored; splits text that is too long.
 * Nothing but text is ever shortened. WhatsApp Cloud API, messages.
 * @throws {ContentNotSupportedError | InvalidContentError}
 */
export function prepareContent(content: MessageContent): readonly MessageContent[] {
  switch (content.type) {
    case 'text':
      return prepareText(content);
    case 'image':
    case 'video':
    case 'document':
      checkMedia('media', content.type, content.media);
      checkOptionalText('caption', content.caption, maxCaptionLength);
      return [content];
    case 'audio':
      checkMedia('media', content.type, content.media);
      return [content];
    case 'sticker':
      checkMedia('media', content.type, content.media, content.isAnimated);
      return [content];
    case 'location':
      checkDegrees('latitude', content.latitude, 90);
      checkDegrees('longitude', content.longitude, 180);
      return [content];
    case 'contacts':
      checkCount('contacts', content.contacts, 1, 257);
      for (const [index, card] of content.contacts.entries()) checkCard(`contacts[${index}]`, card);
      return [content];
    case 'interactive':
      if (!isSendable(content.interactive)) throw notSupported(`interactive.${content.interactive.kind}`);
      checkInteractive(content.interactive);
      return [content];
    case 'reaction':
      checkText('targetProviderMessageId', content.targetProviderMessageId, 512);
      if (content.emoji !== undefined) checkEmoji(content.emoji);
      return [content];
    case 'template':
      checkTemplate(content);
      return [content];
    case 'unsupported':
      throw notSupported(content.type);
    default:
      return content satisfies never;
  }
}

function notSupported(type: string): ContentNotSupportedError {
  return new ContentNotSupportedError(channelKind, type, whatsAppCapabilities.sends);
}

function prepareText(content: Extract<MessageContent, { type: 'text' }>): readonly MessageContent[] {
  const parts = splitText(content.text);
  if (parts.length === 0) refuse('text', 'must not be empty');
  return parts.length === 1 && parts[0] === content.text
    ? [content]
    : parts.map((text) => ({ ...content, text }));
}

function checkDegrees(field: string, value: number, max: number): void {
  if (!(Math.abs(value) <= max)) refuse(field, `must be between -${max} and ${max}`);
}

function checkCard(field: string, card: ContactCard): void {
  checkText(`${field}.name.formatted`, card.name.formatted, 1024);
  if (card.birthday !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(card.birthday))
    refuse(`${field}.birthday`, 'must be written as YYYY-MM-DD');
  for (const [index, { phone }] of (card.phones ?? []).entries())
    checkText(`${field}.phones[${index}].phone`, phone, 64);
  for (const [index, { email }] of (card.emails ?? []).entries())
    checkText(`${field}.emails[${index}].email`, email, 320);
}

/** One emoji, however many code points it is made of. */
function checkEmoji(emoji: string): void {
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(emoji)].length;
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(emoji);
  if (graphemes !== 1 || !isEmoji) refuse('emoji', 'must be exactly one emoji');
}
