import type { JsonObject, MessageContent } from '@parley/core';
import { parseContactCard } from './parse-contact-card.ts';
import { parseInteractive, parseOrder, parseTemplateButton } from './parse-interactive.ts';
import { parseMedia } from './parse-media.ts';
import { present } from './present.ts';
import { readId, readNumber, readObject, readObjects, readText } from './read-field.ts';

/**
 * What a message says: the object under its type's name. `message` is an item of `messages[]`, or what an edit holds.
 * A type this version does not know is kept whole as unsupported. Undefined where a known type is not in its shape.
 */
export function parseContent(type: string, message: JsonObject): MessageContent | undefined {
  const value = readObject(message[type]);
  switch (type) {
    case 'text':
      return typeof value?.body === 'string' ? { type, text: value.body } : undefined;
    case 'image':
    case 'video':
    case 'document':
    case 'audio':
    case 'sticker':
      return parseFile(type, value, message);
    case 'location':
      return value === undefined ? undefined : parseLocation(value);
    case 'contacts': {
      const cards = readObjects(message.contacts);
      return cards.length === 0 ? undefined : { type, contacts: cards.map(parseContactCard) };
    }
    case 'interactive':
      return value === undefined
        ? parseUnsupported(type, message)
        : withCode(parseInteractive(value), message);
    case 'button':
      return value === undefined ? undefined : parseTemplateButton(value);
    case 'order':
      return value === undefined ? undefined : parseOrder(value);
    case 'unsupported':
    case 'unknown':
      return parseUnsupported(readText(value?.type) ?? 'unknown', message);
    default:
      return parseUnsupported(type, message);
  }
}

function parseFile(
  type: 'image' | 'video' | 'document' | 'audio' | 'sticker',
  value: JsonObject | undefined,
  message: JsonObject,
): MessageContent | undefined {
  const media = parseMedia(value);
  if (media === undefined) {
    // The provider could not fetch the file (131052); the message itself is real and keeps its place.
    return errorCode(message) === undefined ? undefined : parseUnsupported(type, message);
  }
  switch (type) {
    case 'audio':
      return present({ type, media, isVoice: value?.voice === true ? true : undefined });
    case 'sticker':
      return present({ type, media, isAnimated: value?.animated === true ? true : undefined });
    default:
      return present({ type, media, caption: readText(value?.caption) });
  }
}

function parseLocation(value: JsonObject): MessageContent | undefined {
  const latitude = readNumber(value.latitude);
  const longitude = readNumber(value.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  return present({
    type: 'location',
    latitude,
    longitude,
    name: readText(value.name),
    address: readText(value.address),
  });
}

function parseUnsupported(kind: string, message: JsonObject): MessageContent {
  return present({ type: 'unsupported', kind, code: errorCode(message), original: message });
}

function withCode(content: MessageContent, message: JsonObject): MessageContent {
  return content.type === 'unsupported' ? present({ ...content, code: errorCode(message) }) : content;
}

/** The code of the first of `errors[]`, e.g. `131051`. */
function errorCode(message: JsonObject): string | undefined {
  return readId(readObjects(message.errors)[0]?.code);
}
