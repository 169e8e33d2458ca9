import type { ChatChoice, ChatContent } from '../chat/chat-message.ts';
import type { JsonObject } from '../json-value.ts';
import { objectAt, objectsAt, present, stringAt } from '../json-value.ts';
import type { SendableType } from './check-message.ts';
import { placeOf } from './check-message.ts';

function choicesOf(interactive: JsonObject): readonly ChatChoice[] {
  const action = objectAt(interactive, 'action');
  const parameters = objectAt(action, 'parameters');
  switch (stringAt(interactive, 'type')) {
    case 'button':
      return objectsAt(action, 'buttons').map((button) => {
        const reply = objectAt(button, 'reply');
        return { kind: 'button', id: stringAt(reply, 'id') ?? '', title: stringAt(reply, 'title') ?? '' };
      });
    case 'list':
      return objectsAt(action, 'sections').flatMap((section) =>
        objectsAt(section, 'rows').map((row): ChatChoice => {
          const description = stringAt(row, 'description');
          return {
            kind: 'list',
            id: stringAt(row, 'id') ?? '',
            title: stringAt(row, 'title') ?? '',
            ...(description === undefined ? {} : { description }),
          };
        }),
      );
    case 'cta_url':
      return [
        {
          kind: 'link',
          id: 'link',
          title: stringAt(parameters, 'display_text') ?? 'Open',
          url: stringAt(parameters, 'url') ?? '',
        },
      ];
    case 'flow':
      return [
        {
          kind: 'flow',
          id: stringAt(parameters, 'flow_token') ?? '',
          title: stringAt(parameters, 'flow_cta') ?? 'Continue',
        },
      ];
    case 'location_request_message':
      return [{ kind: 'location', id: 'location', title: 'Send location' }];
    case 'request_contact_info':
      return [{ kind: 'contact', id: 'contact', title: 'Share phone number' }];
    default:
      return [];
  }
}

function interactiveContent(interactive: JsonObject): ChatContent {
  const header = objectAt(interactive, 'header');
  const headerKind = stringAt(header, 'type');
  return {
    kind: 'interactive',
    text: stringAt(objectAt(interactive, 'body'), 'text') ?? '',
    choices: choicesOf(interactive),
    ...(present({
      header: stringAt(header, 'text'),
      headerMediaId: headerKind === undefined ? undefined : stringAt(objectAt(header, headerKind), 'id'),
      footer: stringAt(objectAt(interactive, 'footer'), 'text'),
      menu: stringAt(objectAt(interactive, 'action'), 'button'),
    }) as { header?: string; headerMediaId?: string; footer?: string; menu?: string }),
  };
}

function templateContent(template: JsonObject): ChatContent {
  const components = objectsAt(template, 'components');
  const quickReplies = components.filter(
    (part) => stringAt(part, 'type') === 'button' && stringAt(part, 'sub_type') === 'quick_reply',
  );
  return {
    kind: 'template',
    name: stringAt(template, 'name') ?? '',
    language: stringAt(objectAt(template, 'language'), 'code') ?? '',
    parameters: components
      .filter((part) => stringAt(part, 'type')?.toLowerCase() === 'body')
      .flatMap((part) =>
        objectsAt(part, 'parameters').map((parameter) => stringAt(parameter, 'text') ?? '…'),
      ),
    choices: quickReplies.map((part) => {
      const payload = stringAt(objectsAt(part, 'parameters')[0], 'payload') ?? '';
      return { kind: 'template_button', id: payload, title: payload };
    }),
  };
}

/** What the customer sees of a message from the business. Reactions are not messages of their own. */
export function contentOf(body: JsonObject, type: Exclude<SendableType, 'reaction'>): ChatContent {
  const object = objectAt(body, type) ?? {};
  switch (type) {
    case 'text':
      return { kind: 'text', text: stringAt(object, 'body') ?? '' };
    case 'location': {
      const words = present({ name: stringAt(object, 'name'), address: stringAt(object, 'address') });
      return { kind: 'location', ...placeOf(object), ...(words as { name?: string; address?: string }) };
    }
    case 'contacts': {
      const names = objectsAt(body, 'contacts').map(
        (card) => stringAt(objectAt(card, 'name'), 'formatted_name') ?? '',
      );
      return { kind: 'contacts', names };
    }
    case 'interactive':
      return interactiveContent(object);
    case 'template':
      return templateContent(object);
    default: {
      const facts = present({
        mediaId: stringAt(object, 'id'),
        link: stringAt(object, 'link'),
        caption: stringAt(object, 'caption'),
        fileName: stringAt(object, 'filename'),
        voice: object['voice'] === true ? true : undefined,
      });
      return { kind: type, ...(facts as { mediaId?: string; link?: string; caption?: string }) };
    }
  }
}
