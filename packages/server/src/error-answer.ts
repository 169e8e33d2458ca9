import type { ErrorBody } from '@parley/api-contract';
import { SupportError } from '@parley/core';
import { errorStatus } from './error-status.ts';
import type { Answer } from './exchange.ts';
import { MethodNotAllowedError } from './server-errors.ts';

const jsonType = 'application/json; charset=utf-8';

/** The answer to an error. What was not thrown on purpose shows nothing of itself. */
export function errorAnswer(error: unknown, requestId: string): Answer {
  const known = SupportError.is(error) ? error : undefined;
  const status = known === undefined ? undefined : errorStatus(known.code);
  if (known === undefined || status === undefined) {
    return answerOf(500, {
      code: 'internal_error',
      message: 'Something went wrong on our side.',
      fix: 'Try again; if it goes on, ask the operator and quote the requestId.',
      requestId,
      details: {},
    });
  }
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="parley"';
  if (status === 503 || status === 429)
    headers['retry-after'] = String(Math.max(1, Math.ceil((known.retryAfterMs ?? 1000) / 1000)));
  if (known instanceof MethodNotAllowedError) headers['allow'] = known.allowed.join(', ');
  return answerOf(
    status,
    { code: known.code, message: known.message, fix: known.fix, requestId, details: known.details },
    headers,
  );
}

function answerOf(
  status: number,
  error: ErrorBody['error'],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body: ErrorBody = { error };
  return { status, headers: { 'content-type': jsonType, ...headers }, body: JSON.stringify(body) };
}
