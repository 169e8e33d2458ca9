import type { z } from 'zod';
import type { ErrorCode } from './error-status.ts';

/** Query, path or body: an object that refuses what it does not know. */
export type ObjectSchema = z.ZodType<Readonly<Record<string, unknown>>>;

/** What a route answers when all went well. */
export interface RouteAnswer {
  readonly description: string;
  /** Of a JSON answer. */
  readonly schema?: z.ZodType;
  /** @defaultValue 'application/json' when there is a schema, else 'text/plain' */
  readonly contentType?: string;
}

/** One route of the API: what validates, documents and tests it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Parameters as `:name`, e.g. `/v1/conversations/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** `apiKey` = `Authorization: Bearer <key>`; `public` = none (webhooks are proven by their signature). */
  readonly auth: 'apiKey' | 'public';
  /** Takes an `Idempotency-Key`. @defaultValue false */
  readonly idempotent?: boolean;
  readonly params?: ObjectSchema;
  readonly query?: ObjectSchema;
  readonly body?: ObjectSchema;
  /** By HTTP status. */
  readonly responses: Readonly<Record<number, RouteAnswer>>;
  /** Codes this route may answer beside those every route of its kind may. */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the exact types of a table of routes, by operation id. */
export function defineRoutes<const Table extends Readonly<Record<string, Route>>>(table: Table): Table {
  return table;
}
