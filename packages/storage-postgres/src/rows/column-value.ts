import { NotStorableError } from '@parley/core';
import type { ColumnType } from './column.ts';

/**
 * One value of a column as a parameter of its own; null stays null.
 *
 * @param value as {@link arrayLiteral} takes the values of an array
 * @throws {NotStorableError} for text with half of a surrogate pair
 */
export function columnValue(type: ColumnType, value: unknown): string | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' && type === 'boolean') return value;
  if (type === 'jsonb') return JSON.stringify(value);
  const text = String(value);
  // Half of a surrogate pair has no form in UTF-8; sent anyway, it would arrive as another character.
  if (type === 'text' && !text.isWellFormed()) throw new NotStorableError();
  return text;
}
