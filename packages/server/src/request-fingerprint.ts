import type { JsonValue } from '@parley/core';
import { canonicalJson } from './canonical-json.ts';

/** What makes two calls the same: lower-case hex SHA-256 over method, path and canonical body. */
export async function requestFingerprint(method: string, path: string, body: JsonValue): Promise<string> {
  const text = new TextEncoder().encode(`${method}\n${path}\n${canonicalJson(body)}`);
  const digest = await crypto.subtle.digest('SHA-256', text);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
