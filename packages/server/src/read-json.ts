import type { JsonValue } from '@parley/core';
import type { Exchange } from './exchange.ts';
import {
  ContentEncodingNotSupportedError,
  ContentTypeNotSupportedError,
  InvalidJsonError,
} from './server-errors.ts';

const maxDepth = 32;
const jsonType = /^application\/(?:[\w.+-]+\+)?json$/i;

/** Refuses compressed bodies: what they inflate to has no bound. @throws {ContentEncodingNotSupportedError} */
export function refuseEncoding(exchange: Exchange): void {
  const encoding = exchange.header('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new ContentEncodingNotSupportedError();
}

/**
 * Reads a JSON body.
 * @throws {ContentTypeNotSupportedError | ContentEncodingNotSupportedError | InvalidJsonError} and what reading throws
 */
export async function readJson(exchange: Exchange, limitBytes: number): Promise<JsonValue> {
  const [type, ...parameters] = (exchange.header('content-type') ?? '').split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.toLowerCase().startsWith('charset='));
  if (type === undefined || !jsonType.test(type)) throw new ContentTypeNotSupportedError();
  if (charset !== undefined && !/^charset="?utf-?8"?$/i.test(charset))
    throw new ContentTypeNotSupportedError();
  refuseEncoding(exchange);
  return parseJson(await exchange.readBody(limitBytes));
}

/** Bytes to JSON. @throws {InvalidJsonError} */
export function parseJson(bytes: Uint8Array): JsonValue {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidJsonError('it is not UTF-8');
  }
  if (text.trim() === '') throw new InvalidJsonError('it is empty');
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new InvalidJsonError('it is not well-formed');
  }
  inspect(value);
  return value;
}

/** Walks without recursion, so that a deep value cannot exhaust the stack here or in what follows. */
function inspect(root: JsonValue): void {
  const open: { readonly value: JsonValue; readonly depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDepth) throw new InvalidJsonError(`it is nested more than ${maxDepth} deep`);
    if (!Array.isArray(value) && Object.hasOwn(value, '__proto__'))
      throw new InvalidJsonError('it has a "__proto__" key');
    for (const child of Object.values(value)) open.push({ value: child as JsonValue, depth: depth + 1 });
  }
}
