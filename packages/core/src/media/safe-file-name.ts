import { endingsOf } from './media-types.ts';

const maxLength = 200;

// Control characters, and those that make text read otherwise than it is stored: "invoice\u202Efdp.exe" shows as
// "invoiceexe.pdf".
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
// What paths, shells and headers give a meaning.
const meaningful = /[\\/:*?"<>|%;]/g;

/** A name somebody else gave a file, fit to be shown and saved under. Undefined if nothing of it is left. */
export function safeFileName(given: string): string | undefined {
  const kept = given.replace(hidden, '').replace(meaningful, '_').trim().replace(/^\.+/, '');
  const name = Array.from(kept).slice(0, maxLength).join('');
  return /[^_.\s]/.test(name) ? name : undefined;
}

/**
 * The name a file of this type is saved under: with an ending of its type, so that no system opens it as anything else.
 * `report.html` that is text becomes `report.html.txt`.
 */
export function fittingFileName(given: string, type: string): string {
  const endings = endingsOf(type);
  // Windows leaves dots and spaces at the end away, and what stands before them is the ending then.
  const name = (safeFileName(given) ?? 'file').replace(/[.\s]+$/, '');
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (ending !== undefined && endings.includes(ending)) return name;
  return `${Array.from(name)
    .slice(0, maxLength - 8)
    .join('')}.${endings[0]}`;
}
