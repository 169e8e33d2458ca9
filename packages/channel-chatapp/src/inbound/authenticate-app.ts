import { createHash, timingSafeEqual } from 'node:crypto';
import { type Clock, type RawRequest, SignatureMismatchError } from '@parley/core';
import { channelKind } from '../channel-kind.ts';
import { isSignedBy, toleranceSeconds } from '../outbound/webhook-signature.ts';

/** Checks that a request comes from the host's backend. @throws {SignatureMismatchError} */
export type AuthenticateApp = (request: RawRequest) => void;

const bearer = /^Bearer ([\x21-\x7e]{1,512})$/i;

/**
 * The host's backend shows one of the inbox's keys (`Authorization: Bearer …`), or signs with it (Standard Webhooks:
 * `webhook-id`, `webhook-timestamp`, `webhook-signature`). Any of the keys counts, so that one can be replaced without a
 * gap.
 */
export function appAuthenticator(apiKeys: readonly string[], clock: Clock): AuthenticateApp {
  const digests = apiKeys.map(digestOf);
  const keys = apiKeys.map((key) => Buffer.from(key, 'utf8'));
  return (request) => {
    const signature = request.header('webhook-signature');
    const isProven =
      signature === undefined
        ? hasKey(request.header('authorization'), digests)
        : isSigned(request, signature, keys, clock);
    if (!isProven) throw new SignatureMismatchError(channelKind);
  };
}

function isSigned(
  request: RawRequest,
  signature: string,
  keys: readonly Uint8Array[],
  clock: Clock,
): boolean {
  const id = request.header('webhook-id');
  const timestamp = request.header('webhook-timestamp');
  if (id === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  const ageSeconds = Math.abs(clock.now().getTime() / 1000 - Number(timestamp));
  return ageSeconds <= toleranceSeconds && isSignedBy(keys, { id, timestamp, body: request.body }, signature);
}

/** Digests have one length, so comparing them tells neither the length of a key nor where it differs. */
function hasKey(header: string | undefined, digests: readonly Buffer[]): boolean {
  const given = digestOf(bearer.exec(header ?? '')?.[1] ?? '');
  let isRight = false;
  for (const digest of digests) if (timingSafeEqual(digest, given)) isRight = true;
  return isRight;
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
