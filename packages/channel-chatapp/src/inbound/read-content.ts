import { isId, type JsonObject, type MediaRef, type MessageContent } from '@parley/core';
import { type Field, readId, readObject, readText } from '../json-fields.ts';

const maxTextLength = 32_000;

/** What a message says: `text`, or `content` in Parley's shape or with the names of the source documents (`media_url`). */
export function readContent(item: JsonObject): MessageContent | undefined {
  const content = readObject(item['content']);
  if (content === undefined) {
    const text = readText(item['text'] ?? item['content'], maxTextLength);
    return text === undefined ? undefined : { type: 'text', text };
  }
  const type = readText(content['type'], 64);
  if (type === undefined) return undefined;
  return known(type, content) ?? { type: 'unsupported', kind: type, original: content };
}

function known(type: string, content: JsonObject): MessageContent | undefined {
  switch (type) {
    case 'text': {
      const text = readText(content['text'], maxTextLength);
      return text === undefined ? undefined : { type, text };
    }
    case 'image':
    case 'video':
    case 'document': {
      const media = readMedia(content);
      const caption = readText(content['caption'] ?? content['text'], maxTextLength);
      return media === undefined ? undefined : { type, media, ...(caption === undefined ? {} : { caption }) };
    }
    case 'audio': {
      const media = readMedia(content);
      return media === undefined ? undefined : { type, media };
    }
    case 'interactive':
      return readReply(readObject(content['interactive']));
    default:
      return undefined;
  }
}

/** Files the customer has uploaded, and https links: both are shown to staff. */
function readMedia(content: JsonObject): MediaRef | undefined {
  const given = readObject(content['media']) ?? {};
  // Whether it is theirs to send is found out when the message is stored, and so is everything else about it.
  const fileId = given['providerMediaId'];
  if (isId('med', fileId)) return { providerMediaId: fileId };
  const url = readText(given['url'] ?? content['media_url'], 2048);
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:') return undefined;
  const mimeType = readText(given['mimeType'], 255);
  const fileName = readText(given['fileName'], 255);
  return {
    url,
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(fileName === undefined ? {} : { fileName }),
  };
}

function readReply(reply: JsonObject | undefined): MessageContent | undefined {
  const id = readId(reply?.['id']);
  const title = readText(reply?.['title'], 1024);
  if (reply === undefined || id === undefined || title === undefined) return undefined;
  if (reply['kind'] === 'button_reply')
    return { type: 'interactive', interactive: { kind: 'button_reply', id, title } };
  if (reply['kind'] !== 'list_reply') return undefined;
  const description = readText(reply['description'] as Field, 1024);
  const interactive = { kind: 'list_reply', id, title } as const;
  return {
    type: 'interactive',
    interactive: description === undefined ? interactive : { ...interactive, description },
  };
}
