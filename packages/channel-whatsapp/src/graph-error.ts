import type { ChannelSendError, JsonObject } from '@parley/core';
import type { ErrorRule } from './error-rule.ts';
import { present } from './present.ts';
import { readId, readObject, readText } from './read-field.ts';
import { readRetryAfter } from './retry-after.ts';
import { errorRule, notReached, sendError } from './whatsapp-errors.ts';

const redirected: ErrorRule = {
  code: 'unexpected_redirect',
  failure: 'channel_down',
  retryable: false,
  message:
    'The address of the Graph API answers with a redirect, which is not followed because it would carry the token.',
  fix: 'Correct graphBaseUrl in the options of the channel.',
};

/**
 * What an answer other than a success means: `{"error":{"code",…}}` by its code, anything else by the HTTP status. The
 * provider's words are dropped: they may quote the message or a number; its trace id finds them again.
 */
export function graphError(answer: {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: JsonObject | undefined;
  readonly isRepeatable: boolean;
  readonly at: Date;
}): ChannelSendError {
  const { status: httpStatus } = answer;
  const error = readObject(answer.body?.error);
  const providerCode = readId(error?.code);
  const details = present({ httpStatus, fbtraceId: traceIdOf(error) });
  if (httpStatus === 0 || (httpStatus >= 300 && httpStatus < 400)) return sendError(redirected, { details });
  const rule = errorRule(providerCode, httpStatus);
  if (rule.failure === 'unknown' && answer.isRepeatable) return notReached(details);
  const retryAfterMs = rule.retryable ? readRetryAfter(answer.headers, answer.at) : undefined;
  return sendError(rule, { providerCode, retryAfterMs, details });
}

function traceIdOf(error: JsonObject | undefined): string | undefined {
  const id = readText(error?.fbtrace_id);
  return id !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : undefined;
}
