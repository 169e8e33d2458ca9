/**
 * What is compared when customers are searched: the same letter in any case or composition gives the same key. Worked
 * out here rather than in SQL, where the result would depend on the database's locale.
 */
export function searchKey(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Greater than every key that starts with `prefix`, in byte order. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
