import type { ContactCard, JsonObject, JsonValue, MediaRef, MessageContent } from '@parley/core';
import { buildInteractive } from './build-interactive.ts';
import { isSendable } from './check-interactive.ts';
import { present } from './present.ts';
import { sendError } from './whatsapp-errors.ts';

/** A message as the Graph API takes it: its type and the object under that name. */
export interface ContentPayload {
  readonly type: string;
  readonly body: JsonValue;
}

/** Content that passed {@link prepareContent}, in the provider's shape. WhatsApp Cloud API, messages. @throws {ChannelSendError} */
export function buildContent(content: MessageContent): ContentPayload {
  switch (content.type) {
    case 'text':
      return payload(content.type, { body: content.text, preview_url: content.previewUrl });
    case 'image':
    case 'video':
      return payload(content.type, { ...buildMedia(content.media), caption: content.caption });
    case 'document':
      return payload(content.type, {
        ...buildMedia(content.media),
        caption: content.caption,
        filename: content.media.fileName,
      });
    case 'audio':
      return payload(content.type, { ...buildMedia(content.media), voice: content.isVoice });
    case 'sticker':
      return payload(content.type, buildMedia(content.media));
    case 'location': {
      const { latitude, longitude, name, address } = content;
      return payload(content.type, { latitude, longitude, name, address });
    }
    case 'contacts':
      return { type: content.type, body: content.contacts.map(buildCard) };
    case 'interactive':
      if (!isSendable(content.interactive)) throw notSendable();
      return { type: content.type, body: buildInteractive(content.interactive) };
    case 'reaction':
      return payload(content.type, {
        message_id: content.targetProviderMessageId,
        emoji: content.emoji ?? '',
      });
    case 'template':
      return { type: content.type, body: buildTemplate(content) };
    case 'unsupported':
      throw notSendable();
    default:
      return content satisfies never;
  }
}

/** By id, or by a link the provider fetches itself. */
export function buildMedia(media: MediaRef): JsonObject {
  return present({
    id: media.providerMediaId,
    link: media.providerMediaId === undefined ? media.url : undefined,
  });
}

function payload(type: string, body: Readonly<Record<string, JsonValue | undefined>>): ContentPayload {
  return { type, body: present(body) as JsonObject };
}

function buildTemplate(template: Extract<MessageContent, { type: 'template' }>): JsonObject {
  const components = template.components.map((component) =>
    present({
      type: component.type,
      sub_type: component.subType,
      index: component.index === undefined ? undefined : String(component.index),
      parameters: component.parameters,
    }),
  );
  const language = { code: template.language.replace('-', '_') };
  return present({
    name: template.name,
    language,
    components: components.length === 0 ? undefined : components,
  });
}

/** The name needs one part beside the formatted one, so that stands in for a first name that is not known. */
function buildCard(card: ContactCard): JsonObject {
  const { formatted, first, last, middle, prefix, suffix } = card.name;
  const hasPart = [first, last, middle, prefix, suffix].some((part) => part !== undefined);
  return present({
    name: present({
      formatted_name: formatted,
      first_name: hasPart ? first : formatted,
      last_name: last,
      middle_name: middle,
      prefix,
      suffix,
    }),
    phones: card.phones?.map(({ phone, type, channelId }) => present({ phone, type, wa_id: channelId })),
    emails: card.emails?.map(({ email, type }) => present({ email, type })),
    org: card.organisation === undefined ? undefined : present({ ...card.organisation }),
    addresses: card.addresses,
    urls: card.urls?.map(({ url, type }) => present({ url, type })),
    birthday: card.birthday,
  }) as JsonObject;
}

/** Content of this kind is refused by `prepare`; that it got here means it was stored without. */
function notSendable(): Error {
  return sendError({
    code: 'content_not_supported',
    failure: 'refused',
    retryable: false,
    message: 'WhatsApp cannot send content of this type.',
    fix: 'Send it as another type of content.',
  });
}
