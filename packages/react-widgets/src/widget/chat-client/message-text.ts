import type { ChatMessage } from './chat-types.ts';

/** The words of a message, without its parts that are no words; empty where it has none. */
export function textOf({ content }: ChatMessage): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
    case 'document':
      return content.caption ?? '';
    case 'interactive':
      return interactiveText(content.interactive);
    case 'location':
      return [content.name, content.address].filter((part) => part !== undefined).join(', ');
    case 'contacts':
      return content.contacts.map((contact) => contact.name.formatted).join(', ');
    default:
      return '';
  }
}

/** The beginning of a message, for lists; null where it has no words. */
export function previewOf(message: ChatMessage): string | null {
  const { content } = message;
  const name = 'media' in content ? content.media.fileName : undefined;
  const words = textOf(message).replace(/\s+/g, ' ').trim() || (name ?? '');
  const text = message.deletedAt === null ? words : '';
  return text === '' ? null : text.slice(0, 140);
}

type Interactive = Extract<ChatMessage['content'], { type: 'interactive' }>['interactive'];

function interactiveText(interactive: Interactive): string {
  switch (interactive.kind) {
    case 'button_reply':
    case 'list_reply':
    case 'template_button_reply':
      return interactive.title;
    case 'buttons':
    case 'list':
    case 'link':
    case 'flow':
    case 'location_request':
    case 'contact_request':
      return interactive.body;
    case 'flow_reply':
      return interactive.body ?? '';
    case 'order':
      return interactive.text ?? '';
    case 'call_permission_reply':
      return '';
  }
}
