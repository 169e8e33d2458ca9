import {
  CustomerTokenExpiredError,
  CustomerTokenRefusedError,
  type JsonObject,
  type ProvenCustomer,
} from '@parley/core';
import { channelKind, customerIdKind } from '../channel-kind.ts';
import { readId, readText } from '../json-fields.ts';

/** How far the clocks of two servers may be apart, in seconds. */
const skewSeconds = 60;
/** The longest a token may live, in seconds. */
const maxLifeSeconds = 15 * 60;

/** Whose tokens an inbox takes. */
export interface ExpectedClaims {
  readonly issuer: string;
  readonly audience: string;
  /** Where customer ids mean something. */
  readonly customerIdScope: string;
}

/**
 * Reads the claims of a token whose signature is right.
 * @throws {CustomerTokenRefusedError | CustomerTokenExpiredError}
 */
export function checkClaims(claims: JsonObject, expected: ExpectedClaims, at: Date): ProvenCustomer {
  const now = at.getTime() / 1000;
  const { iss, aud, iat, exp, nbf, jti } = claims;
  const sub = typeof claims['sub'] === 'string' ? readId(claims['sub']) : undefined;
  const isForUs = Array.isArray(aud) ? aud.includes(expected.audience) : aud === expected.audience;
  if (iss !== expected.issuer || !isForUs || sub === undefined || readText(jti, 255) === undefined)
    throw new CustomerTokenRefusedError();
  if (!isTime(iat) || !isTime(exp) || (nbf !== undefined && !isTime(nbf)))
    throw new CustomerTokenRefusedError();
  if (exp <= iat || exp - iat > maxLifeSeconds) throw new CustomerTokenRefusedError();
  if (iat > now + skewSeconds || (nbf ?? iat) > now + skewSeconds) throw new CustomerTokenRefusedError();
  if (exp + skewSeconds <= now) throw new CustomerTokenExpiredError();
  const name = readText(claims['name'], 200)?.trim();
  const email = verified(claims, 'email', 'email_verified');
  const phone =
    verified(claims, 'phone_number', 'phone_number_verified') ?? verified(claims, 'phone', 'phone_verified');
  return {
    identity: { channel: channelKind, scope: expected.customerIdScope, kind: customerIdKind, value: sub },
    expiresAt: new Date((exp + skewSeconds) * 1000),
    ...(name === undefined || name === '' ? {} : { name }),
    ...(email?.includes('@') ? { email } : {}),
    ...(phone !== undefined && /^\+\d{4,19}$/.test(phone) ? { phone } : {}),
  };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** What the host only believes proves nothing. */
function verified(claims: JsonObject, name: string, flag: string): string | undefined {
  return claims[flag] === true ? readText(claims[name], 320) : undefined;
}
