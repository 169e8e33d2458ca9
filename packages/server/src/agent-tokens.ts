import { type AccountId, type AgentId, isId, UnauthenticatedError } from '@parley/core';
import { errors, jwtVerify, SignJWT } from 'jose';
import { TokenExpiredError } from './server-errors.ts';

/** Whose token it is. */
export interface TokenClaims {
  readonly accountId: AccountId;
  readonly agentId: AgentId;
}

/** Makes and checks the tokens agents sign in with. Nothing is stored: whoever holds the key can do both. */
export interface AgentTokens {
  make(claims: TokenClaims): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  /**
   * Says whose token it is; whether that agent still exists and may sign in is the caller's to ask.
   * @throws {TokenExpiredError} if nothing is wrong with it but its age
   * @throws {UnauthenticatedError} for anything else, without saying what
   */
  read(token: string): Promise<TokenClaims>;
}

/** How long a token is good for, in seconds. */
export const tokenLifeSeconds = 15 * 60;
/** How far the clocks of two servers may be apart, in seconds. */
const clockSkewSeconds = 60;
/** Longer than any token we make. */
const maxTokenLength = 1024;

const issuer = 'parley';
const audience = 'parley:agent';
const algorithm = 'HS256';

/**
 * JWTs with HS256 and a key of our own (RFC 7519; the algorithm is fixed, RFC 8725 §3.1). `acc` names the account.
 *
 * @param key at least 32 bytes
 * @param now in milliseconds since the epoch
 */
export function createAgentTokens(key: Uint8Array, now: () => number): AgentTokens {
  return {
    async make({ accountId, agentId }) {
      const issuedAt = Math.floor(now() / 1000);
      const expiresAt = issuedAt + tokenLifeSeconds;
      const token = await new SignJWT({ acc: accountId })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(agentId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(crypto.randomUUID())
        .sign(key);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
    async read(token) {
      if (token.length > maxTokenLength || !isWrittenByUs(token)) throw new UnauthenticatedError();
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          typ: 'JWT',
          issuer,
          audience,
          requiredClaims: ['sub', 'acc', 'iat', 'exp', 'jti'],
          // Also refuses what claims to be from the future, or to be good for longer than we say.
          maxTokenAge: tokenLifeSeconds,
          clockTolerance: clockSkewSeconds,
          currentDate: new Date(now()),
        });
        return claimsOf(payload);
      } catch (error) {
        // Thrown after the signature, issuer and audience were found right.
        if (error instanceof errors.JWTExpired) {
          claimsOf(error.payload);
          throw new TokenExpiredError();
        }
        throw error instanceof UnauthenticatedError ? error : new UnauthenticatedError();
      }
    },
  };
}

function claimsOf(payload: {
  readonly sub?: unknown;
  readonly acc?: unknown;
  readonly jti?: unknown;
}): TokenClaims {
  const { sub, acc, jti } = payload;
  if (!isId('agt', sub) || !isId('acc', acc) || typeof jti !== 'string') throw new UnauthenticatedError();
  return { accountId: acc, agentId: sub };
}

/** True if header and payload read back as they stand: no claim twice, no white space, no second spelling. */
function isWrittenByUs(token: string): boolean {
  const parts = token.split('.');
  return parts.length === 3 && parts.slice(0, 2).every(isCompactJson);
}

function isCompactJson(part: string): boolean {
  if (!/^[\w-]+$/.test(part)) return false;
  try {
    const text = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
