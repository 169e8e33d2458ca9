/** What a request id from outside may look like. */
const acceptable = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * Gives each request an id: what came from outside if it is given and looks like one, else `req_` and 32 hex digits
 * (80 random bits of this process, then a counter).
 */
export function createRequestIds(): (given?: string) => string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const prefix = `req_${Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  let count = 0;
  return (given) => {
    if (given !== undefined && acceptable.test(given)) return given;
    count += 1;
    return prefix + count.toString(16).padStart(12, '0');
  };
}
