import type { ChannelSendError } from '@parley/core';
import { notReached, unknownOutcome } from './send-errors.ts';

/** Failures that happen before the first byte of a request is written: names, connections, TLS. */
const beforeWrite =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$/;

/** What a rejected fetch means: only a failure that provably came before the request was written is `not_sent`. */
export function networkFailure(error: unknown): ChannelSendError {
  const failures = failuresOf(error, 0);
  const networkCode = failures[0]?.code ?? nameOf(error);
  const isBeforeWrite =
    failures.length > 0 && failures.every(({ code, isConnect }) => isConnect || beforeWrite.test(code));
  return isBeforeWrite ? notReached({ networkCode }) : unknownOutcome({ networkCode });
}

/** The system's own words: of the error, of its cause, of each address that was tried. */
function failuresOf(error: unknown, depth: number): { readonly code: string; readonly isConnect: boolean }[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, syscall, cause, errors } = error as Record<string, unknown>;
  const inner = Array.isArray(errors) ? errors.flatMap((each) => failuresOf(each, depth + 1)) : [];
  if (inner.length > 0) return inner;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code))
    return [{ code, isConnect: syscall === 'connect' }];
  return failuresOf(cause, depth + 1);
}

function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error';
}
