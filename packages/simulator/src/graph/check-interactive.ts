import type { JsonObject } from '../json-value.ts';
import { objectAt, stringAt } from '../json-value.ts';
import { GraphError } from './graph-error.ts';
import { optionalText, requireObject, requireObjects, requireText } from './require-field.ts';

/** Kinds whose shape is taken as it comes: they need features the simulator does not play. */
const looseKinds = [
  'address_message',
  'call_permission_request',
  'carousel',
  'catalog_message',
  'product',
  'product_list',
  'request_contact_info',
  'voice_call',
] as const;

function checkUnique(values: readonly string[], what: string): void {
  if (new Set(values).size !== values.length) throw new GraphError(131009, `Duplicated ${what}.`);
}

function checkBody(interactive: JsonObject, max: number): void {
  requireText(requireObject(interactive, 'body', 'interactive.body'), 'text', "interactive['body']['text']", {
    max,
  });
}

function checkHeader(interactive: JsonObject, kinds: readonly string[]): void {
  const header = objectAt(interactive, 'header');
  if (header === undefined) return;
  const type = requireText(header, 'type', "interactive['header']['type']", { max: 20 });
  if (!kinds.includes(type))
    throw new GraphError(131009, `interactive header type must be one of ${kinds.join(', ')}.`);
  if (type === 'text') requireText(header, 'text', "interactive['header']['text']", { max: 60 });
  else requireObject(header, type, `interactive.header.${type}`);
}

function checkFooter(interactive: JsonObject): void {
  const footer = objectAt(interactive, 'footer');
  if (footer !== undefined) requireText(footer, 'text', "interactive['footer']['text']", { max: 60 });
}

function checkButtons(action: JsonObject): void {
  const buttons = requireObjects(action, 'buttons', "interactive['action']['buttons']", { min: 1, max: 3 });
  const replies = buttons.map((button) => {
    if (stringAt(button, 'type') !== 'reply') throw new GraphError(131009, 'Button type must be "reply".');
    const reply = requireObject(button, 'reply', 'interactive.action.buttons.reply');
    return {
      id: requireText(reply, 'id', 'Button id', { max: 256 }),
      title: requireText(reply, 'title', 'Button title', { max: 20 }),
    };
  });
  checkUnique(
    replies.map((reply) => reply.id),
    'button id',
  );
  checkUnique(
    replies.map((reply) => reply.title),
    'button title',
  );
}

function checkList(action: JsonObject): void {
  requireText(action, 'button', "interactive['action']['button']", { max: 20 });
  const sections = requireObjects(action, 'sections', "interactive['action']['sections']", {
    min: 1,
    max: 10,
  });
  const ids: string[] = [];
  for (const section of sections) {
    if (sections.length > 1) requireText(section, 'title', 'Section title', { max: 24 });
    else optionalText(section, 'title', 'Section title', { max: 24 });
    for (const row of requireObjects(section, 'rows', 'section rows', { min: 1, max: 10 })) {
      ids.push(requireText(row, 'id', 'Row id', { max: 200 }));
      requireText(row, 'title', 'Row title', { max: 24 });
      optionalText(row, 'description', 'Row description', { max: 72 });
    }
  }
  if (ids.length > 10) throw new GraphError(131009, `Total row count must be at most 10, not ${ids.length}.`);
  checkUnique(ids, 'row id');
}

function checkLink(action: JsonObject): void {
  const parameters = requireObject(action, 'parameters', 'interactive.action.parameters');
  requireText(parameters, 'display_text', 'display_text', { max: 20 });
  const url = requireText(parameters, 'url', 'url', { max: 2000 });
  if (!URL.canParse(url)) throw new GraphError(131009, 'Param url is not a valid URI.');
}

function checkFlow(action: JsonObject): void {
  const parameters = requireObject(action, 'parameters', 'interactive.action.parameters');
  requireText(parameters, 'flow_message_version', 'flow_message_version', { max: 8 });
  const label = requireText(parameters, 'flow_cta', 'flow_cta', { max: 30 });
  if (/\p{Extended_Pictographic}/u.test(label)) throw new GraphError(131009, 'flow_cta must not hold emoji.');
  const hasId = stringAt(parameters, 'flow_id') !== undefined;
  if (hasId === (stringAt(parameters, 'flow_name') !== undefined)) {
    throw new GraphError(131009, 'Give exactly one of flow_id and flow_name.');
  }
  const start = stringAt(parameters, 'flow_action') ?? 'navigate';
  if (!['navigate', 'data_exchange'].includes(start)) {
    throw new GraphError(131009, 'flow_action must be navigate or data_exchange.');
  }
}

/** Checks an interactive message. WhatsApp Cloud API, interactive messages. @throws {@link GraphError} */
export function checkInteractive(interactive: JsonObject): void {
  const type = requireText(interactive, 'type', "interactive['type']", { max: 40 });
  const loose = looseKinds.find((kind) => kind === type);
  const action = requireObject(interactive, 'action', 'interactive.action');
  checkFooter(interactive);
  switch (type) {
    case 'button':
      checkHeader(interactive, ['text', 'image', 'video', 'document']);
      checkBody(interactive, 1024);
      checkButtons(action);
      return;
    case 'list':
      checkHeader(interactive, ['text']);
      checkBody(interactive, 4096);
      checkList(action);
      return;
    case 'cta_url':
      checkHeader(interactive, ['text', 'image', 'video', 'document']);
      checkBody(interactive, 1024);
      checkLink(action);
      return;
    case 'flow':
      checkHeader(interactive, ['text', 'image', 'video', 'document']);
      checkBody(interactive, 1024);
      checkFlow(action);
      return;
    case 'location_request_message':
      checkBody(interactive, 1024);
      requireText(action, 'name', "interactive['action']['name']", { max: 40 });
      return;
    default:
      if (loose === undefined)
        throw new GraphError(131009, `Param interactive['type'] "${type}" is not known.`);
  }
}
