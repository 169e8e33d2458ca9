import type { JsonObject, JsonValue } from '../json-value.ts';
import { arrayAt, numberAt, objectAt, objectsAt, stringAt } from '../json-value.ts';
import { checkInteractive } from './check-interactive.ts';
import { GraphError } from './graph-error.ts';
import { optionalText, refuseKeys, requireObject, requireObjects, requireText } from './require-field.ts';

const messageTypes = [
  'audio',
  'contacts',
  'document',
  'image',
  'interactive',
  'location',
  'reaction',
  'sticker',
  'template',
  'text',
  'video',
] as const;

/** A kind of message the business can send. */
export type SendableType = (typeof messageTypes)[number];

function checkText(body: JsonObject): void {
  const text = requireObject(body, 'text');
  requireText(text, 'body', "text['body']", { max: 4096, code: 100 });
}

/** A media object with exactly one of `id` and `link`. @throws {@link GraphError} 100 or 131008. */
export function checkMediaObject(media: JsonObject, path: string): void {
  const id = stringAt(media, 'id');
  const link = stringAt(media, 'link');
  if (id === undefined && link === undefined) {
    throw new GraphError(131008, `Required parameter '${path}' needs 'id' or 'link'.`);
  }
  if (id !== undefined && link !== undefined)
    throw new GraphError(100, `Give either id or link in '${path}', not both.`);
  if (link !== undefined && !(URL.canParse(link) && /^https?:$/.test(new URL(link).protocol))) {
    throw new GraphError(100, `Param ${path}['link'] is not a valid URI.`);
  }
}

function checkMedia(body: JsonObject, type: 'audio' | 'document' | 'image' | 'sticker' | 'video'): void {
  const media = requireObject(body, type);
  checkMediaObject(media, type);
  if (type === 'audio' || type === 'sticker') refuseKeys(media, ['caption', 'filename'], type);
  if (type === 'image' || type === 'video') refuseKeys(media, ['filename'], type);
  optionalText(media, 'caption', `${type}['caption']`, { max: 1024 });
}

function degrees(location: JsonObject, key: string, limit: number): void {
  const value = location[key];
  const number = typeof value === 'string' ? Number(value) : value;
  if (value === undefined) throw new GraphError(131008, `Required parameter 'location.${key}' is missing.`);
  if (typeof number !== 'number' || !(Math.abs(number) <= limit)) {
    throw new GraphError(131009, `location['${key}'] must lie between -${limit} and ${limit}.`);
  }
}

function checkLocation(body: JsonObject): void {
  const location = requireObject(body, 'location');
  degrees(location, 'latitude', 90);
  degrees(location, 'longitude', 180);
}

function checkContacts(body: JsonObject): void {
  for (const contact of requireObjects(body, 'contacts', 'contacts', { min: 1, max: 257 })) {
    const name = requireObject(contact, 'name', 'contacts.name');
    requireText(name, 'formatted_name', 'contacts.name.formatted_name', { max: 1024 });
    const parts = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'];
    if (!parts.some((part) => stringAt(name, part) !== undefined)) {
      throw new GraphError(131009, 'contacts.name needs formatted_name and at least one other name part.');
    }
  }
}

function checkReaction(body: JsonObject): void {
  const reaction = requireObject(body, 'reaction');
  requireText(reaction, 'message_id', 'reaction.message_id', { max: 1024 });
  requireText(reaction, 'emoji', 'reaction.emoji', { min: 0, max: 32 });
}

function checkTemplate(body: JsonObject): void {
  const template = requireObject(body, 'template');
  requireText(template, 'name', "template['name']", { max: 512 });
  const language = requireObject(template, 'language', 'template.language');
  requireText(language, 'code', "template['language']['code']", { max: 20 });
  for (const component of objectsAt(template, 'components')) {
    requireText(component, 'type', 'template.components.type', { max: 40 });
    for (const parameter of objectsAt(component, 'parameters')) checkTemplateParameter(parameter);
  }
}

function checkTemplateParameter(parameter: JsonObject): void {
  const type = requireText(parameter, 'type', 'template.components.parameters.type', { max: 40 });
  if (type !== 'text') return;
  const text = requireText(parameter, 'text', 'template.components.parameters.text', { max: 32_768 });
  if (/[\n\t]| {5,}/.test(text)) {
    throw new GraphError(
      132012,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces.',
    );
  }
}

/**
 * Checks a message to be sent against the documented shapes and limits. WhatsApp Cloud API, send messages.
 *
 * @returns the message's type.
 * @throws {@link GraphError} as the provider would answer.
 */
export function checkMessage(body: JsonObject): SendableType {
  const type = stringAt(body, 'type') ?? 'text';
  const known = messageTypes.find((candidate) => candidate === type);
  if (known === undefined) {
    const names = messageTypes.map((name) => name.toUpperCase()).join(', ');
    throw new GraphError(100, `Param type must be one of {${names}} - got "${type}".`);
  }
  const group = stringAt(body, 'recipient_type') ?? 'individual';
  if (group !== 'individual') throw new GraphError(100, 'Only recipient_type "individual" is simulated.');
  optionalText(body, 'biz_opaque_callback_data', 'biz_opaque_callback_data', { max: 512, code: 100 });
  const context = body['context'];
  if (context !== undefined)
    requireText(requireObject(body, 'context'), 'message_id', 'context.message_id', { max: 1024 });
  switch (known) {
    case 'text':
      checkText(body);
      break;
    case 'location':
      checkLocation(body);
      break;
    case 'contacts':
      checkContacts(body);
      break;
    case 'reaction':
      checkReaction(body);
      break;
    case 'interactive':
      checkInteractive(requireObject(body, 'interactive'));
      break;
    case 'template':
      checkTemplate(body);
      break;
    default:
      checkMedia(body, known);
  }
  return known;
}

/** The words in a message, for the outbox: text body, caption or interactive body. */
export function wordsOf(body: JsonObject, type: SendableType): string | undefined {
  if (type === 'text') return stringAt(objectAt(body, 'text'), 'body');
  if (type === 'interactive') return stringAt(objectAt(objectAt(body, 'interactive'), 'body'), 'text');
  return stringAt(objectAt(body, type), 'caption');
}

/** The ids of uploaded media that a message uses, wherever they stand. */
export function mediaIdsOf(body: JsonObject, type: SendableType): readonly { id: string; kind: string }[] {
  const direct = stringAt(objectAt(body, type), 'id');
  if (direct !== undefined && type !== 'interactive' && type !== 'template')
    return [{ id: direct, kind: type }];
  const holders =
    type === 'interactive'
      ? [objectAt(objectAt(body, 'interactive'), 'header')]
      : objectsAt(objectAt(body, 'template'), 'components').flatMap((part) => objectsAt(part, 'parameters'));
  return holders.flatMap((holder) => {
    const kind = stringAt(holder, 'type');
    const id = kind === undefined ? undefined : stringAt(objectAt(holder, kind), 'id');
    return kind === undefined || id === undefined ? [] : [{ id, kind }];
  });
}

/** How many parameters a template's body is given. */
export function bodyParameterCount(body: JsonObject): number {
  const parts = objectsAt(objectAt(body, 'template'), 'components');
  const count = (part: JsonObject): readonly JsonValue[] => arrayAt(part, 'parameters') ?? [];
  return parts.filter((part) => stringAt(part, 'type')?.toLowerCase() === 'body').flatMap(count).length;
}

/** Latitude and longitude of a location message, strings read as numbers. */
export function placeOf(location: JsonObject): { latitude: number; longitude: number } {
  const read = (key: string) => numberAt(location, key) ?? Number(location[key]);
  return { latitude: read('latitude'), longitude: read('longitude') };
}
