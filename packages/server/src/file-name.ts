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

/** The header `Content-Disposition` (RFC 6266): plain for old readers, and the whole name as RFC 8187 writes it. */
export function contentDisposition(type: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '_');
  const whole = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
