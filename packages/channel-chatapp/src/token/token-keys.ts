import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { JsonObject } from '@parley/core';

/** How tokens may be signed. */
export const tokenAlgorithms = ['HS256', 'ES256', 'RS256'] as const;
/** One of {@link tokenAlgorithms}. */
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** The keys of one inbox. */
export interface TokenKeys {
  readonly algorithm: TokenAlgorithm;
  /** Keys the token may be signed with. @throws {CustomerTokenKeysUnavailableError} */
  candidates(kid: string | undefined, at: Date): Promise<readonly KeyObject[]>;
}

/** Keys that stand in the inbox. */
export function fixedKeys(algorithm: TokenAlgorithm, keys: readonly KeyObject[]): TokenKeys {
  return { algorithm, candidates: async () => keys };
}

/** A shared secret of at least 256 bits (RFC 7518, 3.2), or why it cannot be one. */
export function readSecret(secret: string): KeyObject | string {
  const bytes = Buffer.from(secret, 'utf8');
  if (bytes.length < 32) return 'must have at least 32 bytes';
  return createSecretKey(bytes);
}

/** A public key as PEM (SPKI) or JWK that fits the algorithm, or why it does not. */
export function readPublicKey(given: string | JsonObject, algorithm: TokenAlgorithm): KeyObject | string {
  let key: KeyObject;
  try {
    if (typeof given === 'string') {
      if (given.includes('PRIVATE')) return 'must be the public key, not the private one';
      key = createPublicKey(given);
    } else {
      if ('d' in given || given['kty'] === 'oct') return 'must be a public key';
      key = createPublicKey({ key: given as never, format: 'jwk' });
    }
  } catch {
    return 'must be a public key as PEM or JWK';
  }
  return fitOf(key, algorithm) ?? key;
}

/** Why the key does not fit the algorithm (RFC 7518, 3.3 and 3.4). */
function fitOf(key: KeyObject, algorithm: TokenAlgorithm): string | undefined {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (algorithm === 'RS256') {
    return key.asymmetricKeyType === 'rsa' && (modulusLength ?? 0) >= 2048
      ? undefined
      : 'must be an RSA key of at least 2048 bits';
  }
  return key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1'
    ? undefined
    : 'must be a key on the curve P-256';
}
