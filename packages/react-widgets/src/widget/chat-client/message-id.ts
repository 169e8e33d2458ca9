let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562): ids of one page sort in the order they were made, also within a millisecond and when the
 * clock is set back.
 * @param atMs milliseconds since the epoch
 */
export function newMessageId(atMs: number): string {
  if (atMs > lastMs) {
    lastMs = atMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = lastMs.toString(16).padStart(12, '0');
  const sequence = counter.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
