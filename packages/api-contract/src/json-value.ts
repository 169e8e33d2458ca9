import { z } from 'zod';

/** Any value JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Any JSON value; bodies are parsed JSON already, so only its absence is refused. */
export const jsonValueSchema = z.custom<JsonValue>((value) => value !== undefined, 'Expected a JSON value');

/** An object with any JSON values; at most 200 keys of at most 200 characters. */
export const jsonObjectSchema = z
  .record(z.string().max(200), jsonValueSchema)
  .refine((value) => Object.keys(value).length <= 200, 'Expected at most 200 keys');
