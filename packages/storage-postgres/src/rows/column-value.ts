import { NotStorableError } from '@parley/core';
import { writeOne } from './array-bytes.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { ColumnType } from './column.ts';

/** One value of a column, as a parameter of its own. Each driver writes it in the form that costs it least. */
export class ColumnValue {
  readonly type: ColumnType;
  /** As {@link arrayLiteral} takes the values of an array; not null. */
  readonly value: unknown;

  constructor(type: ColumnType, value: unknown) {
    this.type = type;
    this.value = value;
  }

  /** PostgreSQL's binary form behind its length. @throws {NotStorableError} as {@link ColumnValue.toText} does */
  writeTo(to: ByteWriter): void {
    writeOne(to, this.type, this.value);
  }

  /** The text form. @throws {NotStorableError} for text with half of a surrogate pair */
  toText(): string {
    if (this.type === 'jsonb') return JSON.stringify(this.value);
    const text = String(this.value);
    // Half of a surrogate pair has no form in UTF-8; sent anyway, it would arrive as another character.
    if (this.type === 'text' && !text.isWellFormed()) throw new NotStorableError();
    return text;
  }
}

/** A value as a parameter; null stays null. */
export function columnValue(type: ColumnType, value: unknown): ColumnValue | null {
  return value === null || value === undefined ? null : new ColumnValue(type, value);
}
