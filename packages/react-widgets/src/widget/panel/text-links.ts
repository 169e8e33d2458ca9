/** A piece of text, or a piece that leads somewhere. */
export type TextPart = { readonly text: string; readonly href?: string };

// Both branches begin at a place no earlier one reaches, so that a long text is read once.
const linkPattern =
  /(?<![\w/])https?:\/\/[^\s<>"'`]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Cuts a text into plain parts and web or e-mail addresses. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(linkPattern)) {
    const shown = withoutTrailing(match[0]);
    const href = safeUrl(shown.includes('://') ? shown : `mailto:${shown}`);
    if (href === null) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: shown, href });
    done = match.index + shown.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** An address a customer may be led to; null for scripts and everything else that is no web, e-mail or phone address. */
export function safeUrl(url: string | undefined): string | null {
  try {
    const parsed = new URL(url ?? '');
    return allowed.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Punctuation after an address belongs to the sentence; a closing bracket only if it was not opened in the address. */
function withoutTrailing(url: string): string {
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1] ?? '';
    if (last === ')' && url.slice(0, end).includes('(')) break;
    if (!'.,;:!?)]}*_'.includes(last)) break;
  }
  return url.slice(0, end);
}
