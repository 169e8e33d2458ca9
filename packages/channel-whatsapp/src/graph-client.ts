import {
  type ChannelSendError,
  type Clock,
  type JsonObject,
  type JsonValue,
  systemClock,
} from '@parley/core';
import { graphError } from './graph-error.ts';
import { networkFailure } from './network-failure.ts';
import { readObject } from './read-field.ts';
import { notReached, unknownOutcome } from './whatsapp-errors.ts';

/** Largest answer that is read. */
const maxAnswerBytes = 1024 * 1024;

/** Some hosts answer requests without one with an error page. */
const userAgent = 'parley-channel-whatsapp';

/** One call of the Graph API. */
export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the version, e.g. `['106540352242922', 'messages']`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: JsonObject;
  readonly form?: { readonly body: Blob; readonly contentType: string };
  /** Doing it twice harms nobody, so a lost answer is no reason for doubt. */
  readonly isRepeatable: boolean;
  /** In milliseconds. @defaultValue the client's */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The only place that talks HTTP to the provider. */
export interface GraphClient {
  /** @throws {ChannelSendError} */
  call(call: GraphCall): Promise<JsonObject>;
  /** Opens a file's address, which the caller must have checked: the token goes there. Redirects are not followed. */
  open(url: URL, signal: AbortSignal): Promise<Response>;
}

/** Makes the client of one inbox. */
export function createGraphClient(options: {
  readonly fetch: typeof globalThis.fetch;
  readonly graphBaseUrl: string;
  readonly apiVersion: string;
  readonly accessToken: string;
  readonly timeoutMs: number;
  readonly clock?: Clock;
}): GraphClient {
  const { fetch, accessToken, clock = systemClock } = options;
  const base = `${options.graphBaseUrl.replace(/\/+$/, '')}/${options.apiVersion}`;
  const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': userAgent };

  const request = async (call: GraphCall, signal: AbortSignal): Promise<Response> => {
    const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query).toString()}`;
    const contentType = call.json === undefined ? call.form?.contentType : 'application/json';
    const body = call.json === undefined ? call.form?.body : JSON.stringify(call.json);
    return fetch(`${base}/${call.path.map(encodeURIComponent).join('/')}${query}`, {
      method: call.method,
      headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal,
    });
  };

  return {
    async call(call) {
      if (call.signal?.aborted === true) throw notReached({ networkCode: 'AbortError' });
      const timeout = AbortSignal.timeout(call.timeoutMs ?? options.timeoutMs);
      const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
      let response: Response;
      try {
        response = await request(call, signal);
      } catch (error) {
        throw networkFailure(error, call.isRepeatable);
      }
      const answer = await readAnswer(response);
      if (!response.ok || answer?.error !== undefined) {
        const { status } = response;
        throw graphError({
          status,
          headers: response.headers,
          body: answer,
          isRepeatable: call.isRepeatable,
          at: clock.now(),
        });
      }
      if (answer === undefined) throw unreadableAnswer(response.status, call.isRepeatable);
      return answer;
    },
    open: (url, signal) =>
      fetch(url.href, { headers: { ...headers, 'accept-encoding': 'identity' }, redirect: 'manual', signal }),
  };
}

function unreadableAnswer(httpStatus: number, isRepeatable: boolean): ChannelSendError {
  return isRepeatable ? notReached({ httpStatus }) : unknownOutcome({ httpStatus });
}

/** The answer as an object; undefined where it is none, is too long or breaks off. */
async function readAnswer(response: Response): Promise<JsonObject | undefined> {
  try {
    return readObject(JSON.parse(await readText(response)) as JsonValue);
  } catch {
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let sizeBytes = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxAnswerBytes) return '';
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
