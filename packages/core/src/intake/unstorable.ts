// With the u flag a surrogate matches only where it stands alone.
const loneSurrogate = /\p{Surrogate}/u;

/**
 * True if a value holds text no PostgreSQL text or jsonb can hold: a NUL character or half of a surrogate pair.
 * Looked for only after the database refused a batch, so the hot path does not pay for it.
 */
export function isUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || loneSurrogate.test(value);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return false;
  return Object.entries(value).some(([key, inner]) => isUnstorable(key) || isUnstorable(inner));
}
