import { type IdentityRef, identityKey } from '../customers/identity.ts';

const prefixPattern = /^chat\.[0-9a-f]{32}\./;

/**
 * The channel's id of a message a customer's client sent: unique per person and client id, so that one customer's ids can
 * neither collide with another's nor be found out through them.
 */
export async function chatMessageKey(sender: IdentityRef, clientMessageId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(identityKey(sender)));
  const hex = Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return `chat.${hex}.${clientMessageId}`;
}

/** The client's own id in such a key; undefined for ids of another origin. */
export function clientMessageIdOf(providerMessageId: string | undefined): string | undefined {
  if (providerMessageId === undefined || !prefixPattern.test(providerMessageId)) return undefined;
  return providerMessageId.replace(prefixPattern, '');
}
