import type { JsonObject, JsonValue } from '../json.ts';

/** A file of a message. Exactly one of `providerMediaId` and `url` says where its bytes are. */
export interface MediaRef {
  /** The provider's handle; how long it lives is the channel's fact (WhatsApp: 7 days inbound, 30 days uploaded). */
  readonly providerMediaId?: string;
  /** A public https address the provider fetches itself. */
  readonly url?: string;
  /** Without parameters, e.g. `audio/ogg`. */
  readonly mimeType?: string;
  /** Lower-case hex. */
  readonly sha256?: string;
  readonly sizeBytes?: number;
  /** As the sender named it: untrusted, for display only. */
  readonly fileName?: string;
  /** What a picture shows, for people who cannot see it; channels that have no place for it leave it out. */
  readonly altText?: string;
}

/** A card of the kind an address book holds. */
export interface ContactCard {
  readonly name: {
    readonly formatted: string;
    readonly first?: string;
    readonly last?: string;
    readonly middle?: string;
    readonly prefix?: string;
    readonly suffix?: string;
  };
  readonly phones?: readonly {
    readonly phone: string;
    readonly type?: string;
    readonly channelId?: string;
  }[];
  readonly emails?: readonly { readonly email: string; readonly type?: string }[];
  readonly organisation?: {
    readonly company?: string;
    readonly department?: string;
    readonly title?: string;
  };
  readonly addresses?: readonly JsonObject[];
  readonly urls?: readonly { readonly url: string; readonly type?: string }[];
  /** `YYYY-MM-DD`. */
  readonly birthday?: string;
  /** True only where the channel proves that the card is the sender's own. */
  readonly isSendersOwn?: boolean;
}

/** Something tappable we sent, or the customer's answer to it. */
export type InteractiveContent =
  | {
      readonly kind: 'buttons';
      readonly body: string;
      readonly header?: InteractiveHeader;
      readonly footer?: string;
      readonly buttons: readonly { readonly id: string; readonly title: string }[];
    }
  | {
      readonly kind: 'list';
      readonly body: string;
      readonly header?: InteractiveHeader;
      readonly footer?: string;
      /** The label that opens the list. */
      readonly button: string;
      readonly sections: readonly {
        readonly title?: string;
        readonly rows: readonly {
          readonly id: string;
          readonly title: string;
          readonly description?: string;
        }[];
      }[];
    }
  | {
      readonly kind: 'link';
      readonly body: string;
      readonly header?: InteractiveHeader;
      readonly footer?: string;
      readonly label: string;
      readonly url: string;
    }
  | {
      readonly kind: 'flow';
      readonly body: string;
      readonly header?: InteractiveHeader;
      readonly footer?: string;
      readonly flowId: string;
      readonly label: string;
      /** Comes back with the answer; put your own correlation here. */
      readonly token: string;
      readonly screen?: string;
      readonly data?: JsonObject;
      /** `navigate` opens `screen`; `data_exchange` asks the flow's endpoint. @defaultValue 'navigate' */
      readonly action?: 'navigate' | 'data_exchange';
      /** True sends the unpublished draft of the flow. @defaultValue false */
      readonly draft?: boolean;
    }
  | { readonly kind: 'location_request'; readonly body: string }
  /** Asks for the customer's own contact card; the answer comes as `contacts` with `isSendersOwn`. */
  | { readonly kind: 'contact_request'; readonly body: string }
  | { readonly kind: 'button_reply'; readonly id: string; readonly title: string }
  | {
      readonly kind: 'list_reply';
      readonly id: string;
      readonly title: string;
      readonly description?: string;
    }
  | { readonly kind: 'template_button_reply'; readonly payload: string; readonly title: string }
  | {
      readonly kind: 'flow_reply';
      readonly name: string;
      readonly body?: string;
      readonly token?: string;
      readonly data: JsonValue;
    }
  | { readonly kind: 'call_permission_reply'; readonly accepted: boolean; readonly expiresAt?: string }
  | {
      readonly kind: 'order';
      readonly catalogId: string;
      readonly text?: string;
      readonly items: readonly {
        readonly productId: string;
        readonly quantity: number;
        readonly price: number;
        readonly currency: string;
      }[];
    };

/** What stands above the body of an interactive message. */
export type InteractiveHeader =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'video' | 'document'; readonly media: MediaRef };

/** One parameter group of a template, in the channel's order. */
export interface TemplateComponent {
  readonly type: 'header' | 'body' | 'button';
  /** Buttons only: which kind and which place, counting from 0 over all buttons. */
  readonly subType?: string;
  readonly index?: number;
  readonly parameters: readonly JsonObject[];
}

/** What a message says, the same for every channel. */
export type MessageContent =
  | { readonly type: 'text'; readonly text: string /** @defaultValue false */; readonly previewUrl?: boolean }
  | { readonly type: 'image' | 'video' | 'document'; readonly media: MediaRef; readonly caption?: string }
  | { readonly type: 'audio'; readonly media: MediaRef; readonly isVoice?: boolean }
  | { readonly type: 'sticker'; readonly media: MediaRef; readonly isAnimated?: boolean }
  | {
      readonly type: 'location';
      /** Degrees, WGS 84. */
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | { readonly type: 'contacts'; readonly contacts: readonly ContactCard[] }
  | { readonly type: 'interactive'; readonly interactive: InteractiveContent }
  /** Sent only: an inbound reaction changes its target instead. `emoji` absent takes it back. */
  | { readonly type: 'reaction'; readonly targetProviderMessageId: string; readonly emoji?: string }
  | {
      readonly type: 'template';
      readonly name: string;
      readonly language: string;
      readonly components: readonly TemplateComponent[];
    }
  | {
      readonly type: 'unsupported';
      /** The channel's own name of what it was, e.g. `poll_creation`; `deleted` once the sender took it back. */
      readonly kind: string;
      /** The channel's error code, if it gave one. */
      readonly code?: string;
      /** What came, where it could be read. */
      readonly original?: JsonValue;
    };

/** The name of a {@link MessageContent} variant. */
export type ContentType = MessageContent['type'];

/** The text a list row or a search shows for a message; empty where there is none. */
export function contentText(content: MessageContent): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
    case 'document':
      return content.caption ?? content.media.fileName ?? '';
    case 'location':
      return content.name ?? content.address ?? '';
    case 'contacts':
      return content.contacts.map((card) => card.name.formatted).join(', ');
    case 'interactive':
      return interactiveText(content.interactive);
    case 'template':
      return content.name;
    case 'reaction':
      return content.emoji ?? '';
    case 'audio':
    case 'sticker':
    case 'unsupported':
      return '';
    default:
      return content satisfies never;
  }
}

function interactiveText(content: InteractiveContent): string {
  switch (content.kind) {
    case 'buttons':
    case 'list':
    case 'link':
    case 'flow':
    case 'location_request':
    case 'contact_request':
      return content.body;
    case 'button_reply':
    case 'list_reply':
    case 'template_button_reply':
      return content.title;
    case 'flow_reply':
      return content.body ?? content.name;
    case 'call_permission_reply':
      return content.accepted ? 'accepted' : 'rejected';
    case 'order':
      return content.text ?? '';
    default:
      return content satisfies never;
  }
}
