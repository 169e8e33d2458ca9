import { hkdfSync } from 'node:crypto';

/** Another key for another purpose, the same in every process of the installation. */
export function derivedKey(bytes: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', bytes, new Uint8Array(0), purpose, 32));
}
