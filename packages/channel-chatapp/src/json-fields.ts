import type { JsonObject, JsonValue } from '@parley/core';

/** What a field of a payload may hold; absent fields are `undefined`. */
export type Field = JsonValue | undefined;

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

/** The value if it is a string with something in it, of at most `maxLength`. */
export function readText(value: Field, maxLength: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= maxLength ? value : undefined;
}

/** An id: a short string without control characters, or a whole number. */
export function readId(value: Field): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  const text = readText(value, 255);
  return text === undefined || /\p{Cc}/u.test(text) ? undefined : text;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment as ISO 8601 with an offset, e.g. `2026-11-02T09:00:00Z`. */
export function readInstant(value: Field): Date | undefined {
  const text = readText(value, 64);
  if (text === undefined || !instant.test(text)) return undefined;
  const at = new Date(text);
  const year = at.getUTCFullYear();
  return year >= 2000 && year < 2200 ? at : undefined;
}
