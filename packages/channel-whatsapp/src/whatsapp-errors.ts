import { ChannelSendError, type DeliveryError, type JsonObject } from '@parley/core';
import { accountErrors } from './account-errors.ts';
import type { ErrorRule } from './error-rule.ts';
import { messageErrors } from './message-errors.ts';
import { present } from './present.ts';

/** What a code means that is not in the table: the provider said no, for a reason we do not know. */
const unlisted: ErrorRule = {
  code: 'provider_refused',
  failure: 'refused',
  retryable: false,
  message: 'WhatsApp refused the message.',
  fix: "Look the provider's code up in the error codes of the Cloud API.",
};

/** A server error that does not say whether the message was taken. */
const unclear: ErrorRule = {
  code: 'outcome_unknown',
  failure: 'unknown',
  retryable: false,
  message: 'WhatsApp may or may not have taken the message.',
  fix: 'Wait for a delivery status, or ask the customer before you send it again.',
};

const byCode: ReadonlyMap<number, ErrorRule> = indexTable();

function indexTable(): ReadonlyMap<number, ErrorRule> {
  const index = new Map<number, ErrorRule>();
  for (const [codes, rule] of [...accountErrors, ...messageErrors]) {
    for (const entry of codes) {
      const [first, last] = typeof entry === 'number' ? [entry, entry] : entry;
      for (let code = first; code <= last; code += 1) index.set(code, rule);
    }
  }
  return index;
}

/**
 * What one of the provider's codes means. Code 1 is "unknown error": with a 5xx a failure of theirs that took nothing,
 * else a faulty request. The HTTP status counts only where the code says nothing. WhatsApp Cloud API, error codes.
 */
export function errorRule(providerCode: string | undefined, httpStatus?: number): ErrorRule {
  const isServerError = httpStatus !== undefined && httpStatus >= 500;
  if (providerCode === '1') return (isServerError ? byCode.get(2) : byCode.get(100)) ?? unlisted;
  const listed = providerCode === undefined ? undefined : byCode.get(Number(providerCode));
  if (listed !== undefined) return listed;
  if (httpStatus === 429) return byCode.get(4) ?? unlisted;
  if (httpStatus === 401) return byCode.get(190) ?? unlisted;
  return isServerError ? unclear : unlisted;
}

/** Why a message failed that WhatsApp had accepted, as a status tells it. */
export function deliveryError(providerCode: string | undefined): DeliveryError {
  const { code, message, fix } = errorRule(providerCode);
  if (providerCode === undefined) {
    return {
      code: 'delivery_failed',
      message: 'WhatsApp could not deliver the message and gave no reason.',
      fix: unlisted.fix,
    };
  }
  return { code, providerCode, message, fix };
}

/** The error of a rule. `details` must hold neither text of the message nor numbers nor secrets. */
export function sendError(
  rule: ErrorRule,
  more: {
    readonly providerCode?: string | undefined;
    readonly retryAfterMs?: number | undefined;
    readonly details?: JsonObject;
  } = {},
): ChannelSendError {
  const retryAfterMs = more.retryAfterMs ?? rule.waitMs;
  return new ChannelSendError(
    rule.message,
    present({
      code: rule.code,
      fix: rule.fix,
      failure: rule.failure,
      retryable: rule.retryable,
      providerCode: more.providerCode,
      retryAfterMs,
      details: more.details,
    }),
  );
}

/** The answer was lost, or does not say what became of the message. */
export function unknownOutcome(details: JsonObject): ChannelSendError {
  return sendError(unclear, { details });
}

/** The request did not reach the provider. */
export function notReached(details: JsonObject): ChannelSendError {
  return sendError(
    {
      code: 'provider_unreachable',
      failure: 'not_sent',
      retryable: true,
      message: 'WhatsApp could not be reached.',
      fix: 'Nothing to do: it is tried again. If it stays so, check the network and the Graph API address.',
    },
    { details },
  );
}
