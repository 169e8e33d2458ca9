/**
 * A UUIDv7 (RFC 9562): sorts by time, so an outbox sorted by it is in the order of writing.
 *
 * @param nowMs - Milliseconds since the epoch.
 * @param random - Ten random bytes.
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  const [version = 0, low = 0, variant = 0, ...rest] = random;
  const bytes = [0x70 | (version & 0x0f), low, 0x80 | (variant & 0x3f), ...rest];
  const hex = hexOf(nowMs, 12) + bytes.map((byte) => hexOf(byte, 2)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
