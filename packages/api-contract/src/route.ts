import type { z } from 'zod';
import type { agentRoleSchema } from './agent.ts';
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
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters as `:name`, e.g. `/v1/conversations/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /**
   * `apiKey` = `Authorization: Bearer <key>`, or a token where `least` allows it; `customer` = the token of
   * a customer or visitor of the inbox in the path; `ticket` = an API key, or the resume token of the ticket in the path; `public` = none (webhooks are proven by their signature).
   */
  readonly auth: 'apiKey' | 'customer' | 'ticket' | 'public';
  /** The least role with which an agent's token is enough; absent = API keys alone. */
  readonly least?: z.output<typeof agentRoleSchema>;
  /** Takes an `Idempotency-Key`. @defaultValue false */
  readonly idempotent?: boolean;
  readonly params?: ObjectSchema;
  readonly query?: ObjectSchema;
  readonly body?: ObjectSchema;
  /** The body is a file as it is: its type in `Content-Type`, its name in `X-File-Name`. @defaultValue false */
  readonly takesFile?: true;
  /** The channel's provider is asked while the caller waits, which may take longer. @defaultValue false */
  readonly asksProvider?: true;
  /** By HTTP status. */
  readonly responses: Readonly<Record<number, RouteAnswer>>;
  /** Codes this route may answer beside those every route of its kind may. */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the exact types of a table of routes, by operation id. */
export function defineRoutes<const Table extends Readonly<Record<string, Route>>>(table: Table): Table {
  return table;
}
