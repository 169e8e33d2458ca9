import type { AccountId, ApiKeyId } from '../ids.ts';

/** A key for server-to-server calls. Only its SHA-256 is stored; the secret has at least 128 random bits. */
export interface ApiKey {
  readonly id: ApiKeyId;
  readonly accountId: AccountId;
  readonly name: string;
  /** First characters of the secret, so that people can tell keys apart. */
  readonly prefix: string;
  /** Lower-case hex SHA-256 of the whole secret. */
  readonly hash: string;
  readonly createdAt: Date;
  readonly revokedAt?: Date;
}

const keyBytes = 24;

/** A new secret: `pk_` and 48 hex digits (192 random bits). Show it once, store only its hash. */
export function makeApiKeySecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(keyBytes));
  return `pk_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Lower-case hex SHA-256 of a secret. Keys carry enough random bits that a slow hash would add nothing. */
export async function hashApiKeySecret(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
