import { type InboxId, UnauthenticatedError } from '@parley/core';
import { errors, jwtVerify, SignJWT } from 'jose';
import { TokenExpiredError } from '../server-errors.ts';

/** Makes and checks the tokens of anonymous visitors. Nothing is stored; a token is good in one inbox only. */
export interface VisitorTokens {
  make(
    inboxId: InboxId,
    visitorId: string,
    at: Date,
  ): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  /**
   * Whose token it is; undefined for one that we did not make.
   * @throws {UnauthenticatedError | TokenExpiredError} for one that says it is ours and is not good here (any more)
   */
  read(
    token: string,
    inboxId: InboxId,
    at: Date,
  ): Promise<{ readonly visitorId: string; readonly expiresAt: Date } | undefined>;
}

const issuer = 'parley';
const audience = 'parley:visitor';
const algorithm = 'HS256';
/** A visitor who comes back within this time finds their thread, in seconds. */
const lifeSeconds = 90 * 24 * 60 * 60;
const clockSkewSeconds = 60;
const maxTokenLength = 1024;

/** Visitor tokens: JWTs with HS256 and a key of their own, made from `key` (at least 32 bytes). */
export function createVisitorTokens(key: Uint8Array): VisitorTokens {
  const derived = deriveKey(key);
  return {
    async make(inboxId, visitorId, at) {
      const issuedAt = Math.floor(at.getTime() / 1000);
      const expiresAt = issuedAt + lifeSeconds;
      const token = await new SignJWT({ inb: inboxId })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(visitorId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(await derived);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
    async read(token, inboxId, at) {
      if (!saysItIsOurs(token)) return undefined;
      try {
        const { payload } = await jwtVerify(token, await derived, {
          algorithms: [algorithm],
          typ: 'JWT',
          issuer,
          audience,
          requiredClaims: ['sub', 'inb', 'iat', 'exp'],
          maxTokenAge: lifeSeconds,
          clockTolerance: clockSkewSeconds,
          currentDate: at,
        });
        const { sub, exp, inb } = payload;
        if (inb !== inboxId || sub === undefined || exp === undefined) throw new UnauthenticatedError();
        return { visitorId: sub, expiresAt: new Date((exp + clockSkewSeconds) * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new TokenExpiredError();
        throw new UnauthenticatedError();
      }
    },
  };
}

/** Read before anything is checked: it only decides who has to check. */
function saysItIsOurs(token: string): boolean {
  const [, payload = ''] = token.split('.');
  if (token.length > maxTokenLength || !/^[\w-]+$/.test(payload)) return false;
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as unknown;
    return (
      typeof claims === 'object' &&
      claims !== null &&
      (claims as { readonly iss?: unknown }).iss === issuer &&
      (claims as { readonly aud?: unknown }).aud === audience
    );
  } catch {
    return false;
  }
}

/** HKDF-SHA-256 (RFC 5869), so that no token of another purpose can ever pass for one of these. */
async function deriveKey(key: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode('parley visitor tokens');
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return new Uint8Array(await crypto.subtle.deriveBits(params, imported, 256));
}
