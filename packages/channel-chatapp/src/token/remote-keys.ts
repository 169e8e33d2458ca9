import type { KeyObject } from 'node:crypto';
import { CustomerTokenKeysUnavailableError, type JsonObject, type JsonValue } from '@parley/core';
import { readList, readObject } from '../json-fields.ts';
import { readPublicKey, type TokenAlgorithm, type TokenKeys } from './token-keys.ts';

/** A set is fetched again after this, in milliseconds. */
const maxAgeMs = 10 * 60_000;
/** Whatever kids tokens name: never sooner than this, in milliseconds. */
const coolDownMs = 30_000;
/** A set that cannot be fetched again is used this long, in milliseconds. */
const maxStaleMs = 24 * 60 * 60_000;
const maxKeys = 20;
const maxBytes = 256 * 1024;

interface KeySet {
  readonly keys: readonly { readonly kid: string | undefined; readonly key: KeyObject }[];
  readonly fetchedAt: number;
}

/** Keys at an address (JWKS, RFC 7517), kept and fetched anew with care. */
export function remoteKeys(options: {
  readonly algorithm: TokenAlgorithm;
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}): TokenKeys {
  let known: KeySet | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const refresh = async (now: number): Promise<void> => {
    triedAt = now;
    try {
      known = { keys: await fetchKeys(options), fetchedAt: now };
    } catch {
      // What is known goes on; without anything the caller says that it cannot check.
    }
  };
  const refreshOnce = (now: number): Promise<void> => {
    running ??= refresh(now).finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    algorithm: options.algorithm,
    async candidates(kid, at) {
      const now = at.getTime();
      const isOld = known === undefined || now - known.fetchedAt > maxAgeMs;
      const isUnknown = kid !== undefined && known?.keys.every((entry) => entry.kid !== kid) !== false;
      if (running !== undefined) await running;
      else if ((isOld || isUnknown) && now - triedAt >= coolDownMs) await refreshOnce(now);
      if (known === undefined || now - known.fetchedAt > maxStaleMs)
        throw new CustomerTokenKeysUnavailableError();
      return known.keys
        .filter((entry) => kid === undefined || entry.kid === undefined || entry.kid === kid)
        .map((entry) => entry.key);
    },
  };
}

async function fetchKeys(options: Parameters<typeof remoteKeys>[0]): Promise<KeySet['keys']> {
  const response = await options.fetch(options.url, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error('the key set is not there');
  }
  const root = readObject(JSON.parse(await readCapped(response)) as JsonValue);
  const list = readList(root?.['keys']);
  if (list === undefined) throw new Error('it is not a key set');
  return list.slice(0, maxKeys).flatMap((item) => {
    const jwk = readObject(item);
    return jwk === undefined ? [] : usableKey(jwk, options.algorithm);
  });
}

function usableKey(jwk: JsonObject, algorithm: TokenAlgorithm): KeySet['keys'] {
  const { kid, use, alg } = jwk;
  if ((use !== undefined && use !== 'sig') || (alg !== undefined && alg !== algorithm)) return [];
  const key = readPublicKey(jwk, algorithm);
  return typeof key === 'string' ? [] : [{ kid: typeof kid === 'string' ? kid : undefined, key }];
}

async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let sizeBytes = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw new Error('the key set is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
