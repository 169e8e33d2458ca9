import type { AccountId, JsonValue } from '@parley/core';
import { InvalidCursorError } from './server-errors.ts';

/** Makes and checks the cursors of one account. */
export interface Cursors {
  /** A cursor for `place` in the list called `list`. */
  seal(list: string, place: JsonValue): Promise<string>;
  /** The place a cursor of this account and list stands for. @throws {InvalidCursorError} */
  open(list: string, cursor: string): Promise<JsonValue>;
}

const macBytes = 16;

/**
 * Cursors are `base64url(HMAC-SHA-256(key, account, list, place)[0..16] || place)`: readable by whoever holds one, but
 * good only for the account and list they were made for.
 */
export function createCursors(key: Uint8Array): (accountId: AccountId) => Cursors {
  const imported = crypto.subtle.importKey(
    'raw',
    new Uint8Array(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const macOf = async (accountId: AccountId, list: string, place: Uint8Array): Promise<Uint8Array> => {
    const name = new TextEncoder().encode(`${JSON.stringify([accountId, list])}\n`);
    const text = new Uint8Array(name.length + place.length);
    text.set(name);
    text.set(place, name.length);
    return new Uint8Array(await crypto.subtle.sign('HMAC', await imported, text)).subarray(0, macBytes);
  };
  return (accountId) => ({
    async seal(list, place) {
      const bytes = new TextEncoder().encode(JSON.stringify(place));
      const mac = await macOf(accountId, list, bytes);
      return toBase64Url(Uint8Array.of(...mac, ...bytes));
    },
    async open(list, cursor) {
      const bytes = fromBase64Url(cursor);
      if (bytes === undefined || bytes.length <= macBytes) throw new InvalidCursorError();
      const place = bytes.subarray(macBytes);
      if (!isSame(bytes.subarray(0, macBytes), await macOf(accountId, list, place)))
        throw new InvalidCursorError();
      return JSON.parse(new TextDecoder().decode(place)) as JsonValue;
    },
  });
}

/** Takes the same time whatever differs. */
function isSame(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    // One cursor, one spelling: atob ignores spare bits of the last character.
    return toBase64Url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
