import type { JsonObject, JsonValue } from '@parley/core';

// Vendor payloads are read by hand: a missing or strange optional field is skipped, never an error, and nothing is
// validated twice on the hot path.

/** What a field of a payload may hold; absent fields are `undefined`. */
export type Field = JsonValue | undefined;

/** Longest provider id that is taken; real ones have about 60 characters. */
const maxIdLength = 512;

/** The value if it is a JSON object. */
export function readObject(value: Field): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value if it is an array. */
export function readList(value: Field): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}

/** The objects of an array; anything else in it is skipped. */
export function readObjects(value: Field): readonly JsonObject[] {
  const list = readList(value);
  if (list === undefined) return [];
  return list.filter((item): item is JsonObject => readObject(item) !== undefined);
}

/** The value if it is a string with something in it. */
export function readText(value: Field): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id or code; ids have been seen as strings and as numbers. */
export function readId(value: Field): string | undefined {
  if (typeof value === 'string') return value !== '' && value.length <= maxIdLength ? value : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** A finite number, also one written as a string. */
export function readNumber(value: Field): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Digits of a phone number as WhatsApp writes them in `wa_id`; undefined for anything else, e.g. a user id. */
export function readPhone(value: Field): string | undefined {
  const digits = readId(value)?.replace(/^\+/, '');
  return digits !== undefined && /^\d{1,20}$/.test(digits) ? digits : undefined;
}
