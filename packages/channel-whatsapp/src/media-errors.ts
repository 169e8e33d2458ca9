import type { ChannelSendError, JsonObject } from '@parley/core';
import type { ErrorRule } from './error-rule.ts';
import { networkFailure } from './network-failure.ts';
import { sendError } from './whatsapp-errors.ts';

function refused(code: string, message: string, fix: string, details: JsonObject = {}): ChannelSendError {
  const rule: ErrorRule = { code, failure: 'refused', retryable: false, message, fix };
  return sendError(rule, { details });
}

/** The provider has no such file any more. */
export function fileGone(): ChannelSendError {
  return refused(
    'media_gone',
    'WhatsApp does not have this file any more.',
    'Files of customers are kept 7 days, uploaded ones 30 days. Ask the customer to send it again.',
  );
}

/** The file is larger than what is taken. */
export function fileTooLarge(maxBytes: number): ChannelSendError {
  return refused(
    'media_too_large',
    `The file is larger than ${maxBytes} bytes.`,
    'Raise the limit if such files are wanted.',
    { maxBytes },
  );
}

/** The provider sent another file than it announced. */
export function damagedFile(): ChannelSendError {
  return sendError({
    code: 'media_damaged',
    failure: 'not_sent',
    retryable: true,
    message: 'The file that came is not the one WhatsApp announced.',
    fix: 'Nothing to do: it is fetched again.',
  });
}

/** The provider answered with a page instead of the file. */
export function notTheFile(): ChannelSendError {
  return sendError({
    code: 'media_unexpected_content',
    failure: 'not_sent',
    retryable: true,
    message: 'WhatsApp answered with an error page instead of the file.',
    fix: 'Nothing to do: it is fetched again. If it stays so, check the access token.',
  });
}

/** The address of the file is not one the token may be sent to. */
export function untrustedAddress(): ChannelSendError {
  return refused(
    'media_host_refused',
    'The address of the file is not on the list of hosts that are trusted with the access token.',
    'If it really belongs to the provider, add the host to mediaHosts.',
  );
}

/** The address of the file leads somewhere else. */
export function redirectRefused(): ChannelSendError {
  return refused(
    'media_redirect_refused',
    'The address of the file answers with a redirect, which is not followed because it would carry the token.',
    'Tell the maintainers of the channel, with the time it happened.',
  );
}

/** A transfer broke off or took too long. */
export function interruptedFile(error: unknown): ChannelSendError {
  return networkFailure(error, true);
}
