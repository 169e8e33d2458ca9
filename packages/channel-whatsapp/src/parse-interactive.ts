import type { InteractiveContent, JsonObject, JsonValue, MessageContent } from '@parley/core';
import { present } from './present.ts';
import { readId, readNumber, readObject, readObjects, readText } from './read-field.ts';
import { readTimestamp } from './read-timestamp.ts';

/**
 * A customer's answer to something tappable: `interactive{type, <type>:{…}}`. A kind without its object is what the
 * provider could not deliver; it is shown as unsupported.
 */
export function parseInteractive(interactive: JsonObject): MessageContent {
  const kind = readText(interactive.type);
  const answer = kind === undefined ? undefined : readObject(interactive[kind]);
  const content = kind === undefined || answer === undefined ? undefined : parseAnswer(kind, answer);
  return content === undefined
    ? { type: 'unsupported', kind: kind ?? 'interactive', original: interactive }
    : { type: 'interactive', interactive: content };
}

function parseAnswer(kind: string, answer: JsonObject): InteractiveContent | undefined {
  switch (kind) {
    case 'button_reply':
    case 'list_reply':
      return parseReply(kind, answer);
    case 'nfm_reply':
      return parseFlowReply(answer);
    case 'call_permission_reply':
      return present({
        kind,
        accepted: answer.response === 'accept',
        expiresAt: readTimestamp(answer.expiration_timestamp)?.toISOString(),
      });
    default:
      return undefined;
  }
}

function parseReply(kind: 'button_reply' | 'list_reply', answer: JsonObject): InteractiveContent | undefined {
  const id = readId(answer.id);
  if (id === undefined) return undefined;
  const title = readText(answer.title) ?? id;
  return kind === 'button_reply'
    ? { kind, id, title }
    : present({ kind, id, title, description: readText(answer.description) });
}

/** `response_json` is a string that usually, not always, holds an object with our `flow_token`. */
function parseFlowReply(answer: JsonObject): InteractiveContent {
  const data = parseResponse(answer.response_json);
  return present({
    kind: 'flow_reply',
    name: readText(answer.name) ?? 'flow',
    body: readText(answer.body),
    token: readText(readObject(data)?.flow_token),
    data,
  });
}

function parseResponse(response: JsonValue | undefined): JsonValue {
  if (typeof response !== 'string') return response ?? null;
  try {
    return JSON.parse(response) as JsonValue;
  } catch {
    return response;
  }
}

/** A tap on a quick reply of a template: `button{payload,text}`. */
export function parseTemplateButton(button: JsonObject): MessageContent | undefined {
  const title = readText(button.text);
  const payload = readText(button.payload) ?? title;
  if (payload === undefined) return undefined;
  return {
    type: 'interactive',
    interactive: { kind: 'template_button_reply', payload, title: title ?? payload },
  };
}

/** An order from the catalogue. */
export function parseOrder(order: JsonObject): MessageContent | undefined {
  const catalogId = readId(order.catalog_id);
  if (catalogId === undefined) return undefined;
  const items = readObjects(order.product_items).flatMap((item) => {
    const productId = readId(item.product_retailer_id);
    if (productId === undefined) return [];
    return [
      {
        productId,
        quantity: readNumber(item.quantity) ?? 1,
        price: readNumber(item.item_price) ?? 0,
        currency: readText(item.currency) ?? '',
      },
    ];
  });
  return {
    type: 'interactive',
    interactive: present({ kind: 'order', catalogId, text: readText(order.text), items }),
  };
}
