/** Anything JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];

/** A JSON object as the Cloud API sends and takes it, snake_case keys included. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON object under construction: keys set to `undefined` are dropped by {@link present}. */
export type JsonDraft = Readonly<Record<string, JsonValue | undefined>>;

/** Drops the keys whose value is `undefined`: the Cloud API leaves absent facts out instead of sending `null`. */
export function present(draft: JsonDraft): JsonObject {
  const entries = Object.entries(draft).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}

/** True for a JSON object, false for arrays, `null` and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under `key`, or undefined when there is none. */
export function objectAt(source: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = source?.[key];
  return isJsonObject(value) ? value : undefined;
}

/** The string under `key`, or undefined when it is missing or of another kind. */
export function stringAt(source: JsonObject | undefined, key: string): string | undefined {
  const value = source?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** The finite number under `key`, or undefined when it is missing or of another kind. */
export function numberAt(source: JsonObject | undefined, key: string): number | undefined {
  const value = source?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The array under `key`, or undefined when it is missing or of another kind. */
export function arrayAt(source: JsonObject | undefined, key: string): readonly JsonValue[] | undefined {
  const value = source?.[key];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}

/** The objects among the items of the array under `key`; empty when there is no array. */
export function objectsAt(source: JsonObject | undefined, key: string): readonly JsonObject[] {
  return (arrayAt(source, key) ?? []).filter(isJsonObject);
}
