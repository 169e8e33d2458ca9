import type { MediaKind } from '../webhook/content-messages.ts';

/** Something to tap in a message from the business. */
export interface ChatChoice {
  /** How a tap answers. */
  readonly kind: 'button' | 'list' | 'template_button' | 'flow' | 'location' | 'contact' | 'link';
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly url?: string;
}

/** What a message shows on the phone. */
export type ChatContent =
  | { kind: 'text'; text: string }
  | {
      kind: MediaKind;
      mediaId?: string;
      link?: string;
      caption?: string;
      fileName?: string;
      mimeType?: string;
      voice?: boolean;
    }
  | { kind: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: 'contacts'; names: readonly string[] }
  | {
      kind: 'interactive';
      header?: string;
      headerMediaId?: string;
      text: string;
      footer?: string;
      menu?: string;
      choices: readonly ChatChoice[];
    }
  | {
      kind: 'template';
      name: string;
      language: string;
      parameters: readonly string[];
      choices: readonly ChatChoice[];
    }
  | { kind: 'notice'; text: string };

/** How far a message has come. For the customer's own: posted, taken (2xx), read by the business. */
export type ChatState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'none';

/** One message as the customer's phone holds it. */
export interface ChatMessage {
  readonly id: string;
  readonly customerId: string;
  readonly from: 'customer' | 'business';
  readonly at: Date;
  content: ChatContent;
  state: ChatState;
  /** The message this one answers. */
  readonly replyTo?: string | undefined;
  /** The webhook that carried it, for the customer's own. */
  deliveryId?: string | undefined;
  /** Emoji by each side. */
  reactions: { customer?: string | undefined; business?: string | undefined };
  edited: boolean;
  revoked: boolean;
}

/** One line for lists: the text, or what kind of thing it is. */
export function previewOf(message: ChatMessage): string {
  if (message.revoked) return 'This message was deleted';
  const content = message.content;
  switch (content.kind) {
    case 'text':
    case 'notice':
      return content.text;
    case 'interactive':
      return content.text;
    case 'template':
      return content.parameters.length > 0
        ? `${content.name}: ${content.parameters.join(', ')}`
        : content.name;
    case 'location':
      return content.name ?? 'Location';
    case 'contacts':
      return content.names.join(', ');
    case 'image':
      return content.caption ?? 'Photo';
    case 'video':
      return content.caption ?? 'Video';
    case 'audio':
      return content.voice === true ? 'Voice message' : 'Audio';
    case 'document':
      return content.caption ?? content.fileName ?? 'Document';
    case 'sticker':
      return 'Sticker';
    default:
      return unreachable(content);
  }
}

function unreachable(value: never): never {
  throw new Error(`No preview for ${JSON.stringify(value)}`);
}
