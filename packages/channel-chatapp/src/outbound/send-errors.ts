import { ChannelSendError, type JsonObject, type SendFailure } from '@parley/core';

interface Rule {
  readonly code: string;
  readonly failure: SendFailure;
  readonly retryable: boolean;
  readonly message: string;
  readonly fix: string;
}

const rules = {
  noAddress: {
    code: 'recipient_has_no_address',
    failure: 'refused',
    retryable: false,
    message: 'The customer is neither a customer nor a visitor of this chat.',
    fix: 'Give the customer an identity of this channel, or use another inbox.',
  },
  notReached: {
    code: 'provider_unreachable',
    failure: 'not_sent',
    retryable: true,
    message: "The chat app's backend could not be reached.",
    fix: "Check the inbox's webhookUrl if it stays so.",
  },
  unknown: {
    code: 'outcome_unknown',
    failure: 'unknown',
    retryable: false,
    message: "The chat app's backend may or may not have taken the message.",
    fix: 'Wait for a delivery status; the customer sees the message in the chat in any case.',
  },
  tooFast: {
    code: 'rate_limited',
    failure: 'not_sent',
    retryable: true,
    message: "The chat app's backend takes no more for now.",
    fix: 'Nothing to do: it is tried again.',
  },
  signatureRefused: {
    code: 'channel_auth_failed',
    failure: 'channel_down',
    retryable: false,
    message: "The chat app's backend refuses our signature.",
    fix: 'Give both sides the same webhook secret.',
  },
  redirected: {
    code: 'unexpected_redirect',
    failure: 'channel_down',
    retryable: false,
    message: "The chat app's backend answers with a redirect, which is not followed.",
    fix: "Correct the inbox's webhookUrl.",
  },
  refused: {
    code: 'provider_refused',
    failure: 'refused',
    retryable: false,
    message: "The chat app's backend refused the message.",
    fix: 'Look at what it says for the status in providerCode.',
  },
} as const satisfies Record<string, Rule>;

/** The error of a rule. `details` hold neither text of the message nor ids of people nor secrets. */
function errorOf(
  rule: Rule,
  more: {
    readonly providerCode?: string;
    readonly retryAfterMs?: number;
    readonly details?: JsonObject;
  } = {},
): ChannelSendError {
  const { message, ...options } = rule;
  return new ChannelSendError(message, { ...options, ...more });
}

/** Nobody to write to. */
export function noAddress(): ChannelSendError {
  return errorOf(rules.noAddress);
}

/** It provably never got there. */
export function notReached(details: JsonObject): ChannelSendError {
  return errorOf(rules.notReached, { details });
}

/** It may have got there. */
export function unknownOutcome(details: JsonObject): ChannelSendError {
  return errorOf(rules.unknown, { details });
}

/** What an answer that is not 2xx means. */
export function answerError(status: number, retryAfterMs: number | undefined): ChannelSendError {
  const more = {
    providerCode: `http_${status}`,
    details: { httpStatus: status },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  if (status === 429 || status === 503) return errorOf(rules.tooFast, more);
  if (status === 401 || status === 403) return errorOf(rules.signatureRefused, more);
  if (status >= 300 && status < 400) return errorOf(rules.redirected, more);
  if (status >= 500 || status === 408) return errorOf(rules.unknown, more);
  return errorOf(rules.refused, more);
}
