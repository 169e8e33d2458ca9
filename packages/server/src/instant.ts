/** An instant as the API writes it: ISO 8601 in UTC with milliseconds; null where there is none. */
export function instant(at: Date | undefined): string | null {
  return at === undefined ? null : at.toISOString();
}
