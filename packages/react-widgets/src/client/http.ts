import type { Environment } from './environment.ts';
import {
  answerError,
  networkFailure,
  ownFailure,
  timeoutFailure,
  unauthorizedFailure,
} from './http-errors.ts';
import type { TokenSource } from './token-source.ts';

/** One call of the API. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** From `/v1` on. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: unknown;
  /** A file as the body, in place of {@link HttpCall.body}. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends in place of `fetch`. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>;
  /** Makes a POST safe to repeat. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal;
  /** @defaultValue 20 000 */
  readonly timeoutMs?: number;
}

/** Calls the API as the signed-in agent. */
export interface Http {
  /** @throws {ClientFailure} */
  json<T>(call: HttpCall): Promise<T>;
  /**
   * The answer as it came, once it is a success; its body may go on for longer than the time limit.
   * @throws {ClientFailure}
   */
  open(call: HttpCall): Promise<Response>;
  readonly url: (path: string) => string;
  /** Calls fail at once from now on, or work again. */
  setSignedOut(isSignedOut: boolean): void;
}

/** What calling the API needs. */
export interface HttpOptions {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly env: Pick<Environment, 'fetch' | 'setTimer' | 'clearTimer' | 'signals' | 'now'>;
  /** Called when a second token in a row was refused or could not be got. */
  readonly onUnauthorized: () => void;
}

/** The one road to the API: token, time limit, errors. */
export function createHttp({ baseUrl, tokens, env, onUnauthorized }: HttpOptions): Http {
  const base = baseUrl.replace(/\/+$/, '');
  let isSignedOut = false;

  const url = (path: string): string => base + path;

  /** The token, or undefined if the host has none. Without a network nobody can say. */
  const tokenFor = async (refused?: string): Promise<string | undefined> => {
    try {
      return await tokens.get(refused);
    } catch (error) {
      // What fetch rejects with when it does not reach its server.
      if (error instanceof TypeError || !env.signals.isOnline()) throw networkFailure(error);
      return undefined;
    }
  };

  const attempt = async (call: HttpCall, token: string): Promise<Response> => {
    const late = new AbortController();
    const timer = env.setTimer(() => late.abort(), call.timeoutMs ?? 20_000);
    try {
      return await (call.send ?? env.fetch)(url(call.path) + queryOf(call.query), {
        method: call.method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
          ...call.headers,
        },
        // Without a body there is no JSON of it either.
        body: call.file ?? (JSON.stringify(call.body) as string | undefined) ?? null,
        credentials: 'omit',
        signal: call.signal === undefined ? late.signal : AbortSignal.any([late.signal, call.signal]),
      });
    } catch (error) {
      throw late.signal.aborted ? timeoutFailure(error) : networkFailure(error);
    } finally {
      env.clearTimer(timer);
    }
  };

  const open = async (call: HttpCall): Promise<Response> => {
    let refused: string | undefined;
    for (let turn = 0; turn < 2; turn += 1) {
      if (isSignedOut) throw unauthorizedFailure();
      const token = await tokenFor(refused);
      if (token === undefined) continue;
      const answer = await attempt(call, token);
      if (answer.ok) return answer;
      if (answer.status !== 401) throw await answerError(answer, env.now());
      refused = token;
    }
    if (!isSignedOut) onUnauthorized();
    throw unauthorizedFailure();
  };

  return {
    url,
    open,
    async json<T>(call: HttpCall): Promise<T> {
      const answer = await open(call);
      try {
        return (await answer.json()) as T;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw networkFailure(error);
        throw ownFailure('invalid_answer', 'baseUrl leads to no Parley server.');
      }
    },
    setSignedOut(value) {
      isSignedOut = value;
    },
  };
}

function queryOf(query: HttpCall['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
