import { CustomerTokenRefusedError, type JsonObject, type ProvenCustomer } from '@parley/core';
import { base64url, compactVerify } from 'jose';
import { checkClaims, type ExpectedClaims } from './check-claims.ts';
import { parseStrictObject } from './strict-json.ts';
import type { TokenKeys } from './token-keys.ts';

/** Longer than any token a host needs; longer ones are not even decoded. */
const maxTokenLength = 4096;
const compact = /^[\w-]{2,2048}\.[\w-]{2,4096}\.[\w-]{1,1024}$/;
/** Header fields that would let a token choose how it is checked. */
const forbiddenFields = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'];

/** Whose token it is. @throws {CustomerTokenRefusedError | CustomerTokenExpiredError | CustomerTokenKeysUnavailableError} */
export type VerifyToken = (token: string, at: Date) => Promise<ProvenCustomer>;

/** Checks JWTs of one inbox (RFC 7519, RFC 8725): the algorithm is the inbox's, never the token's. */
export function tokenVerifier(keys: TokenKeys, expected: ExpectedClaims): VerifyToken {
  return async (token, at) => {
    const header = headerOf(token);
    if (header?.['alg'] !== keys.algorithm || !hasPlainHeader(header)) throw new CustomerTokenRefusedError();
    const kid = typeof header['kid'] === 'string' ? header['kid'] : undefined;
    for (const key of await keys.candidates(kid, at)) {
      const payload = await payloadOf(token, key, keys.algorithm);
      if (payload === undefined) continue;
      const claims = parseStrictObject(payload);
      if (claims === undefined) throw new CustomerTokenRefusedError();
      return checkClaims(claims, expected, at);
    }
    throw new CustomerTokenRefusedError();
  };
}

function headerOf(token: string): JsonObject | undefined {
  if (token.length > maxTokenLength || !compact.test(token)) return undefined;
  try {
    return parseStrictObject(base64url.decode(token.slice(0, token.indexOf('.'))));
  } catch {
    return undefined;
  }
}

function hasPlainHeader(header: JsonObject): boolean {
  const { typ, kid } = header;
  if (typ !== undefined && (typeof typ !== 'string' || typ.toUpperCase() !== 'JWT')) return false;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > 255)) return false;
  return forbiddenFields.every((name) => !Object.hasOwn(header, name));
}

/** The signed bytes, or undefined where the key did not sign them. */
async function payloadOf(
  token: string,
  key: Parameters<typeof compactVerify>[1],
  algorithm: string,
): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(token, key as Uint8Array, { algorithms: [algorithm] })).payload;
  } catch {
    return undefined;
  }
}
