/** What the client reads of a token of its own. The server verifies; nothing is granted by this. */
export interface TokenClaims {
  readonly subject: string | null;
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number | null;
}

/** Reads a JWT's payload without verifying it; nulls for anything that is not a JWT. */
export function tokenClaims(token: string): TokenClaims {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown; exp?: unknown };
    return {
      subject: typeof claims.sub === 'string' ? claims.sub : null,
      expiresAtMs: typeof claims.exp === 'number' ? claims.exp * 1_000 : null,
    };
  } catch {
    return { subject: null, expiresAtMs: null };
  }
}

/**
 * A short name for "the same person" in this browser's storage, so that no customer id is kept in clear. Not a secret
 * and not proof of anything: two people colliding is as likely as 1 in 2^53.
 */
export function identityKey(kind: 'visitor' | 'customer', id: string): string {
  // cyrb53: spreads short strings well and needs no async crypto.
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const char of id) {
    const code = char.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return `${kind}:${(4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36)}`;
}
