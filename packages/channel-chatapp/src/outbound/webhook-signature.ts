import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old or how far ahead a signed request may be, in seconds. Standard Webhooks. */
export const toleranceSeconds = 5 * 60;

/** `v1,<base64>` for each key, separated by spaces: Standard Webhooks, signature of `id.timestamp.body`. */
export function signWebhook(
  keys: readonly Uint8Array[],
  message: { readonly id: string; readonly timestamp: string; readonly body: string | Uint8Array },
): string {
  return keys.map((key) => `v1,${macOf(key, message).toString('base64')}`).join(' ');
}

const wellFormed = /^v1,[A-Za-z0-9+/]{43}=(?: v1,[A-Za-z0-9+/]{43}=){0,3}$/;

/** True if one of the signatures was made with one of the keys; takes as long whatever differs. */
export function isSignedBy(
  keys: readonly Uint8Array[],
  message: { readonly id: string; readonly timestamp: string; readonly body: Uint8Array },
  header: string,
): boolean {
  if (!wellFormed.test(header)) return false;
  const given = header.split(' ').map((signature) => Buffer.from(signature.slice(3)));
  let isRight = false;
  for (const key of keys) {
    // As text: two spellings of the same bytes are two signatures.
    const expected = Buffer.from(macOf(key, message).toString('base64'));
    for (const signature of given) if (timingSafeEqual(expected, signature)) isRight = true;
  }
  return isRight;
}

function macOf(
  key: Uint8Array,
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: string; readonly body: string | Uint8Array },
): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
