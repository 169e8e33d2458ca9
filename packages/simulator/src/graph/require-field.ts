import type { JsonObject, JsonValue } from '../json-value.ts';
import { isJsonObject } from '../json-value.ts';
import { GraphError } from './graph-error.ts';

/** The object under `key`. @throws {@link GraphError} 131008 when it is missing, 131009 when it is something else. */
export function requireObject(source: JsonObject, key: string, path = key): JsonObject {
  const value = source[key];
  if (value === undefined || value === null)
    throw new GraphError(131008, `Required parameter '${path}' is missing.`);
  if (!isJsonObject(value)) throw new GraphError(131009, `Parameter '${path}' must be an object.`);
  return value;
}

/** The array under `key`, of objects only. @throws {@link GraphError} 131008 or 131009. */
export function requireObjects(
  source: JsonObject,
  key: string,
  path: string,
  count: { min: number; max: number },
): readonly JsonObject[] {
  const value = source[key];
  if (value === undefined || value === null)
    throw new GraphError(131008, `Required parameter '${path}' is missing.`);
  if (!Array.isArray(value)) throw new GraphError(131009, `Parameter '${path}' must be an array.`);
  const items = value as readonly JsonValue[];
  if (items.length < count.min || items.length > count.max) {
    throw new GraphError(
      131009,
      `${path} must hold ${count.min} to ${count.max} items, not ${items.length}.`,
    );
  }
  if (!items.every(isJsonObject)) throw new GraphError(131009, `Every item of '${path}' must be an object.`);
  return items as readonly JsonObject[];
}

/** How long a text may be, in characters (code points). */
export interface TextLimit {
  readonly max: number;
  /** @defaultValue 1 */
  readonly min?: number;
  /** The error code of a wrong length. @defaultValue 131009 */
  readonly code?: number;
}

/** The text under `key`. @throws {@link GraphError} 131008 when it is missing; `limit.code` when its length is wrong. */
export function requireText(source: JsonObject, key: string, path: string, limit: TextLimit): string {
  const value = source[key];
  if (value === undefined || value === null) {
    throw new GraphError(limit.code ?? 131008, `The parameter ${path} is required.`);
  }
  return checkText(value, path, limit);
}

/** The text under `key`, or undefined when there is none. @throws {@link GraphError} for a wrong length. */
export function optionalText(
  source: JsonObject,
  key: string,
  path: string,
  limit: TextLimit,
): string | undefined {
  const value = source[key];
  return value === undefined || value === null ? undefined : checkText(value, path, { min: 0, ...limit });
}

function checkText(value: JsonValue, path: string, limit: TextLimit): string {
  const code = limit.code ?? 131009;
  if (typeof value !== 'string') throw new GraphError(code, `Param ${path} must be a string.`);
  const length = [...value].length;
  const min = limit.min ?? 1;
  if (length < min || length > limit.max) {
    throw new GraphError(
      code,
      `Param ${path} has ${length} characters. Min length: ${min}, Max length: ${limit.max}.`,
    );
  }
  return value;
}

/** Refuses keys the message kind does not have. @throws {@link GraphError} 100. */
export function refuseKeys(source: JsonObject, keys: readonly string[], path: string): void {
  for (const key of keys) {
    if (source[key] !== undefined) throw new GraphError(100, `Unexpected key "${key}" on param "${path}".`);
  }
}
