import { UnauthenticatedError } from '../access/access-errors.ts';
import { type AccountId, type ConversationId, isId } from '../ids.ts';
import type { FieldCipher } from '../privacy/field-cipher.ts';

/** What a resume token opens. */
export interface ResumeClaims {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
}

/** What every resume token begins with. */
export const resumeTokenPrefix = 'rt_';

const lifeMs = 30 * 24 * 60 * 60 * 1000;
const context = 'resume_token';

/** A token for one conversation, good for 30 days. Sealed, not stored: only who has the keys can make or read one. */
export async function makeResumeToken(cipher: FieldCipher, claims: ResumeClaims, at: Date): Promise<string> {
  const plain = JSON.stringify([claims.accountId, claims.conversationId, at.getTime() + lifeMs]);
  return resumeTokenPrefix + asHex(new TextEncoder().encode(await cipher.seal(plain, context)));
}

/** @throws {UnauthenticatedError} for anything but a token of ours that is still good */
export async function readResumeToken(cipher: FieldCipher, token: string, at: Date): Promise<ResumeClaims> {
  const sealed = fromHex(token);
  if (sealed === undefined) throw new UnauthenticatedError();
  let plain: string;
  try {
    plain = await cipher.open(sealed, context);
  } catch {
    throw new UnauthenticatedError();
  }
  const [accountId, conversationId, endsAt] = JSON.parse(plain) as readonly unknown[];
  if (!isId('acc', accountId) || !isId('cnv', conversationId) || typeof endsAt !== 'number')
    throw new UnauthenticatedError();
  if (endsAt <= at.getTime()) throw new UnauthenticatedError();
  return { accountId, conversationId };
}

/** Hex, because it passes through headers, URLs and storages of all kinds without being quoted. */
function asHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(token: string): string | undefined {
  const hex = token.slice(resumeTokenPrefix.length);
  if (!token.startsWith(resumeTokenPrefix) || !/^(?:[0-9a-f]{2})+$/.test(hex)) return undefined;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}
