import type { JsonObject } from '../json-value.ts';

/**
 * The bytes Meta would put on the wire for a payload: non-ASCII characters as `\uXXXX`, slashes as `\/`.
 * Parsing and serialising such a body again gives other bytes, which is why signatures must be checked on the raw body.
 */
export function encodeWebhook(payload: JsonObject): Uint8Array {
  const json = JSON.stringify(payload)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(json, 'ascii');
}
