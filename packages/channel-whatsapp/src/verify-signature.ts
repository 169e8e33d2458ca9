import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { SignatureMismatchError } from '@parley/core';
import { channelKind } from './inbox-facts.ts';

/** `sha256=` and 64 lower-case hex digits, nothing else: a repeated header arrives joined and does not match. */
const signaturePattern = /^sha256=([0-9a-f]{64})$/;

/** Checks one request. @throws {SignatureMismatchError} */
export type VerifySignature = (body: Uint8Array, header: string | undefined) => void;

/**
 * Checks `X-Hub-Signature-256`: HMAC-SHA256 over the exact bytes of the body with the app secret, in constant time. Any
 * of the secrets counts, so that one can be replaced without a gap.
 */
export function signatureVerifier(appSecrets: readonly string[]): VerifySignature {
  const keys: readonly KeyObject[] = appSecrets.map((secret) => createSecretKey(secret, 'utf8'));
  return (body, header) => {
    const hex = header === undefined ? undefined : signaturePattern.exec(header)?.[1];
    if (hex === undefined) throw new SignatureMismatchError(channelKind);
    const given = Buffer.from(hex, 'latin1');
    for (const key of keys) {
      // As text, for which no buffer of its own is made.
      const expected = Buffer.from(createHmac('sha256', key).update(body).digest('hex'), 'latin1');
      if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    }
    throw new SignatureMismatchError(channelKind);
  };
}
