import type { JsonObject, JsonValue } from '../json-value.ts';

/** What the simulator does with a request: answer, or break off on purpose. */
export type Reply =
  | { kind: 'response'; response: Response }
  /** Reset the connection without an answer. */
  | { kind: 'reset' }
  /** Never answer. */
  | { kind: 'hang' }
  /** Announce the whole body, send half, close. */
  | { kind: 'half'; response: Response };

/** A JSON answer. */
export function jsonResponse(
  status: number,
  body: JsonObject | JsonValue,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  });
}

/** A text answer of any type. */
export function textResponse(
  status: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): Response {
  return new Response(text, { status, headers: { 'content-type': contentType } });
}
