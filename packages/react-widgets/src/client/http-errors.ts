import type { ClientError } from './client-error.ts';
import { ClientFailure } from './client-failure.ts';

/** A failure of the browser's own; `docs/errors.md` says what to do, and so do components, in the reader's language. */
export function ownFailure(
  code: string,
  message: string,
  isRetryable = false,
  cause?: unknown,
): ClientFailure {
  return new ClientFailure({ code, message, isRetryable }, { cause });
}

/** No answer came: the network, the server or something between is down. Whether the call took effect is not known. */
export function networkFailure(cause?: unknown): ClientFailure {
  return ownFailure('network_error', 'The server cannot be reached.', true, cause);
}

/** The answer did not come in time. Whether the call took effect is not known. */
export function timeoutFailure(cause?: unknown): ClientFailure {
  return ownFailure('timed_out', 'No answer in time.', true, cause);
}

/** Nobody is signed in any more. */
export function unauthorizedFailure(): ClientFailure {
  return ownFailure('unauthorized', 'You are signed out.');
}

/** Statuses after which the same call may work later without anybody doing something. */
const passing: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** What an answer that is not a success says. */
export async function answerError(answer: Response, nowMs: number): Promise<ClientFailure> {
  const { status, headers } = answer;
  return new ClientFailure({
    code: `http_${status}`,
    message: `The server answered ${status}.`,
    ...bodyError(await answer.text().catch(() => '')),
    retryAfterMs: retryAfter(headers.get('retry-after'), nowMs),
    isRetryable: passing.includes(status),
  });
}

/** Proxies answer with whatever they like: only texts and details are taken from it. */
function bodyError(text: string): Partial<ClientError> {
  try {
    const { error } = JSON.parse(text) as { error: Record<string, unknown> };
    const told = ['code', 'message', 'fix', 'requestId', 'details'].map(
      (name) => [name, error[name]] as const,
    );
    return Object.fromEntries(
      told.filter(([name, value]) =>
        name === 'details' ? value instanceof Object : typeof value === 'string',
      ),
    );
  } catch {
    return {};
  }
}

/** Seconds or a date, as RFC 9110 has it. */
function retryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? +header * 1000 : Date.parse(header) - nowMs;
  return ms >= 0 ? ms : undefined;
}
