import type { MessageContent } from '../client/wire-types.ts';
import type { Translate } from '../i18n/catalogue.ts';

/** A message in one line of plain text: for quotes, previews and screen readers. */
export function contentLabel(content: MessageContent, t: Translate): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
    case 'document': {
      const kind = t(`content.${content.type}`);
      const name = content.caption ?? content.media.fileName;
      return name === undefined ? kind : `${kind}: ${name}`;
    }
    case 'audio':
      return t(content.isVoice === true ? 'content.voice' : 'content.audio');
    case 'sticker':
      return t('content.sticker');
    case 'location':
      return [t('content.location'), content.name ?? content.address].filter(Boolean).join(': ');
    case 'contacts':
      return `${t('content.contacts')}: ${content.contacts.map(({ name }) => name.formatted).join(', ')}`;
    case 'interactive': {
      const { interactive } = content;
      if ('title' in interactive) return interactive.title;
      if ('body' in interactive && interactive.body !== undefined) return interactive.body;
      return t('content.interactive');
    }
    case 'reaction':
      return content.emoji === undefined
        ? t('content.reactionRemoved')
        : t('content.reaction', { emoji: content.emoji });
    case 'template':
      return t('content.template', { name: content.name });
    case 'unsupported':
      return content.kind === 'deleted'
        ? t('message.deleted')
        : t('content.unsupported', { kind: content.kind });
  }
}

/** What a list shows for a message without text. @param type `contentType` of the last message */
export function contentTypeLabel(type: string, t: Translate): string {
  switch (type) {
    case 'image':
    case 'video':
    case 'document':
    case 'audio':
    case 'sticker':
    case 'location':
    case 'contacts':
    case 'interactive':
      return t(`content.${type}`);
    case 'template':
      return t('content.templateShort');
    case 'reaction':
      return t('content.reactionShort');
    default:
      return t('content.unsupportedShort');
  }
}
