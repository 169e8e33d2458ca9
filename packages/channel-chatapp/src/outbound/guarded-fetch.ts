import { lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isPublicAddress } from './is-public-address.ts';

/** What a guarded fetch may reach. */
export interface FetchGuard {
  /** `host:port` that may be inside our own network, and reached by plain http, e.g. `localhost:4010`. */
  readonly trustedHosts: readonly string[];
  /** Finds addresses of names. @defaultValue the system's */
  readonly lookup?: LookupFunction;
}

/** The address is not one that may be reached. Thrown before anything is sent. */
class AddressRefused extends Error {
  readonly code = 'EHOSTUNREACH';
  readonly syscall = 'connect';
}

/**
 * A fetch for addresses that somebody else chose: https only, public addresses only (looked at when connecting, so a name
 * cannot change its mind in between), no redirects followed, nothing decompressed, no connection kept. Bodies are text.
 */
export function guardedFetch(guard: FetchGuard): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isTrusted = guard.trustedHosts.includes(url.host);
    refuseUnsafe(url, isTrusted);
    const signal = init.signal ?? undefined;
    signal?.throwIfAborted();
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const options: RequestOptions = {
      method: init.method ?? 'GET',
      headers: { ...headers, 'accept-encoding': 'identity', connection: 'close' },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
      ...(isTrusted ? {} : { lookup: publicLookup(guard.lookup ?? systemLookup) }),
    };
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, options, resolve);
      request.on('error', (cause) => reject(new TypeError('fetch failed', { cause })));
      request.end(typeof init.body === 'string' ? init.body : undefined);
    });
    return toResponse(answer);
  };
}

function refuseUnsafe(url: URL, isTrusted: boolean): void {
  const isHttps = url.protocol === 'https:';
  const isSafe = isHttps && (isIP(bare(url.hostname)) === 0 || isPublicAddress(bare(url.hostname)));
  const isAllowed = isTrusted ? isHttps || url.protocol === 'http:' : isSafe;
  if (!isAllowed || url.username !== '' || url.password !== '')
    throw new TypeError('fetch failed', { cause: new AddressRefused('the address is not allowed') });
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Every address of a name must be public: which one is used is not ours to choose. */
function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      if (error === null && !addresses.every(isPublicAddress))
        callback(new AddressRefused('the name leads to an address that is not public'), '', 0);
      else callback(error, address, family);
    });
  };
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    if (typeof value === 'string') headers.set(name, value);
  const isEmpty = status === 204 || status === 205 || status === 304;
  if (isEmpty) answer.resume();
  const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
  return new Response(body as ConstructorParameters<typeof Response>[0], { status, headers });
}
