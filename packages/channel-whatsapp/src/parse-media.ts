import type { MediaRef } from '@parley/core';
import { present } from './present.ts';
import { type Field, readId, readObject, readText } from './read-field.ts';

/** Longest file name that is kept. */
const maxFileNameLength = 255;
/** Control characters, and the marks that turn the direction of text around (`gpj.exe` shown as `exe.jpg`). */
const deceivingCharacters = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The file of an inbound message. Undefined when the provider gives no id (e.g. 131052, it could not fetch the file).
 * Its `url` is left out on purpose: it lives five minutes and needs the token, so the id is what is kept.
 */
export function parseMedia(value: Field): MediaRef | undefined {
  const media = readObject(value);
  const providerMediaId = readId(media?.id);
  if (media === undefined || providerMediaId === undefined) return undefined;
  const fileName = readText(media.filename);
  return present({
    providerMediaId,
    mimeType: bareMimeType(readText(media.mime_type)),
    sha256: hexSha256(readText(media.sha256)),
    fileName: fileName === undefined ? undefined : safeFileName(fileName),
  });
}

/** Without parameters and in lower case: `audio/ogg; codecs=opus` is `audio/ogg`. */
export function bareMimeType(mimeType: string | undefined): string | undefined {
  const bare = mimeType?.split(';', 1)[0]?.trim().toLowerCase();
  return bare === undefined || bare === '' ? undefined : bare;
}

/** The hash as lower-case hex; webhooks give base64, the media endpoint hex. Undefined for anything else. */
export function hexSha256(hash: string | undefined): string | undefined {
  if (hash === undefined) return undefined;
  if (/^[0-9a-fA-F]{64}$/.test(hash)) return hash.toLowerCase();
  if (/^[A-Za-z0-9+/]{43}=$/.test(hash)) return Buffer.from(hash, 'base64').toString('hex');
  return undefined;
}

/** The name a sender gave a file, made fit for display: no paths, no characters that deceive the eye. */
function safeFileName(name: string): string | undefined {
  const clean = name.replace(deceivingCharacters, '').replace(/[\\/]/g, '_').trim();
  return clean === '' ? undefined : [...clean].slice(0, maxFileNameLength).join('');
}
