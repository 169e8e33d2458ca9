/**
 * True if a statement only reads, going by its words; a name in quotes that is such a word makes it a writing one, which
 * costs nothing but a repeat. What is taken for a read by mistake is refused by the server: it runs read-only.
 */
export function isReadOnly(text: string): boolean {
  return /^\s*(?:select|with)\b/i.test(text) && !/\b(?:insert|update|delete|merge|share)\b/i.test(text);
}
